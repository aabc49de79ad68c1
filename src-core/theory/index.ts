export * from './applies';
export * from './bounds';
export * from './derivation';
export * from './fluidSchedule';
export * from './peerCounts';
export * from './scheduleObstacle';
export * from './setting';
export * from './wholePieces';
