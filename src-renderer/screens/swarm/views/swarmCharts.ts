/** The charts of the Swarm screen: the first two stand beside each other, the others in a menu. */
export const swarmCharts = ['progress', 'peers', 'rates', 'completion', 'uploads', 'rarest', 'neighbours', 'tracker'] as const;
export type SwarmChart = (typeof swarmCharts)[number];

/** The charts of the menu. */
export const otherCharts = ['rates', 'completion', 'uploads', 'rarest', 'neighbours', 'tracker'] as const satisfies readonly SwarmChart[];
export type OtherChart = (typeof otherCharts)[number];

export const isOtherChart = (name: SwarmChart): name is OtherChart => otherCharts.some((other) => other === name);
