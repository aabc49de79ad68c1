import { expect, test } from 'vitest';
import { joinCommand, outsideClients } from './joinCommands';

test('every client is bound to loopback and kept from looking elsewhere', () => {
  expect(joinCommand('aria2', 'swarm-lab.torrent')).toMatch(/^aria2c .*--enable-dht=false .*--interface=127\.0\.0\.1 .* swarm-lab\.torrent$/);
  const [folder, settings, start] = joinCommand('transmission', 'swarm-lab.torrent').split('\n');
  expect([folder, start]).toEqual(['mkdir -p swarm-lab-transmission', 'transmission-cli -g swarm-lab-transmission -w swarm-lab-transmission -et swarm-lab.torrent']);
  expect(JSON.parse(/'(.*)'/.exec(settings!)![1]!)).toMatchObject({ 'bind-address-ipv4': '127.0.0.1', 'dht-enabled': false, 'pex-enabled': false, 'lpd-enabled': false });
});

test('a name that a shell would take apart is quoted', () => {
  for (const { client } of outsideClients) {
    expect(joinCommand(client, 'my swarm.torrent').endsWith(" 'my swarm.torrent'")).toBe(true);
    expect(joinCommand(client, "a'b.torrent").endsWith(" 'a'\\''b.torrent'")).toBe(true);
  }
});
