import { defineStore } from 'pinia';
import { createEngineClient, type EngineClient } from '../client/engine';

/** The window's one end of the engine, made when it is first needed. */
export const useEngine = defineStore('engine', () => {
  let client: EngineClient | null = null;
  return { client: () => (client ??= createEngineClient()) };
});
