import { serveEngine } from './serveEngine';
import { servedPort } from './servedPort';

// The utility process's only door: main sends ports through it, one for each window that asks.
process.parentPort.on('message', ({ ports: [port] }) => {
  if (!port) return;
  serveEngine(servedPort(port));
  port.start();
});
