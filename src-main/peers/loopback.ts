/** Where a peer or tracker of this machine listens. Nothing else is ever dialled or bound. */
export interface LoopbackAddress {
  /** In 127.0.0.0/8, as four numbers. */
  readonly host: string;
  readonly port: number;
}

const QUAD = /^127\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;

/** Whether a text is an address in 127.0.0.0/8 (RFC 1122), in its one usual form. A name is none: names are looked up elsewhere. */
export function isLoopbackHost(host: string): boolean {
  return (QUAD.exec(host)?.slice(1) ?? [256]).every((number) => Number(number) <= 255);
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

/** @throws when something would bind or dial elsewhere: a broken invariant, as every address is checked where it comes in */
export function assertLoopback(host: string): void {
  if (!isLoopbackHost(host)) throw new Error(`${host} is not on this machine`);
}

/** The other end of a socket, also where the system gives an IPv4 address in IPv6 form; null when it is not of this machine. */
export function loopbackHostOf(remoteAddress: string | undefined): string | null {
  const host = remoteAddress?.replace(/^::ffff:/i, '') ?? '';
  return isLoopbackHost(host) ? host : null;
}
