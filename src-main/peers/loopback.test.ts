import { describe, expect, it } from 'vitest';
import { isLoopbackHost, isPort, loopbackHostOf } from './loopback';

describe('an address of this machine', () => {
  it('is one in 127.0.0.0/8, written the usual way', () => {
    for (const good of ['127.0.0.1', '127.0.0.0', '127.255.255.255', '127.1.2.3']) expect(isLoopbackHost(good), good).toBe(true);
    for (const bad of ['126.255.255.255', '128.0.0.0', '10.0.0.1', '192.168.0.1', '0.0.0.0', '127.0.0.256', '127.0.0.01', '127.1', '127.0.0.1.evil.example', '127.0.0.1 ', 'localhost', '::1', ''])
      expect(isLoopbackHost(bad), bad).toBe(false);
  });

  it('is also seen where the system writes it as IPv6', () => {
    expect(loopbackHostOf('::ffff:127.0.0.9')).toBe('127.0.0.9');
    expect(loopbackHostOf('::ffff:10.0.0.9')).toBe(null);
    expect(loopbackHostOf(undefined)).toBe(null);
  });

  it('has a port from 1 to 65535', () => {
    expect([1, 65_535].map(isPort)).toEqual([true, true]);
    expect([0, 65_536, -1, 80.5, NaN].map(isPort)).toEqual([false, false, false, false, false]);
  });
});
