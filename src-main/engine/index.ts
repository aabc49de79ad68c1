import type { MessagePortMain } from 'electron';
import { serveEngine, type EnginePort } from './serveEngine';

// The utility process's only door: main sends ports through it, one for each window that asks.
process.parentPort.on('message', ({ ports: [port] }) => {
  if (!port) return;
  serveEngine(enginePort(port));
  port.start();
});

function enginePort(port: MessagePortMain): EnginePort {
  return {
    send: (event) => port.postMessage(event),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
    onClose: (listener) => void port.on('close', listener),
  };
}
