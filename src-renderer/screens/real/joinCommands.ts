export type OutsideClient = 'aria2' | 'transmission';

/** The clients whose commands are shown, and how they call themselves: both were tried unmodified (`docs/real-peers.md`). */
export const outsideClients: readonly { readonly client: OutsideClient; readonly name: string }[] = [
  { client: 'aria2', name: 'aria2' },
  { client: 'transmission', name: 'Transmission' },
];

/** What a shell would take apart stands in quotes. */
const quoted = (name: string): string => (/^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);

/** They keep the client on loopback, and off everything that a private torrent has no use for. */
const transmissionSettings = {
  'bind-address-ipv4': '127.0.0.1', 'bind-address-ipv6': '::1', 'dht-enabled': false, 'lpd-enabled': false, 'pex-enabled': false,
  'utp-enabled': false, 'port-forwarding-enabled': false, encryption: 0, 'rpc-enabled': false,
};

/**
 * The lines with which an outside client joins, run in the folder where the torrent lies.
 * @param torrent name of the file as it was saved
 */
export function joinCommand(client: OutsideClient, torrent: string): string {
  const folder = `swarm-lab-${client}`;
  if (client === 'aria2') {
    const quiet = ['--no-conf', '--enable-dht=false', '--enable-dht6=false', '--bt-enable-lpd=false', '--enable-peer-exchange=false', '--disable-ipv6=true'];
    const swarm = ['--interface=127.0.0.1', '--bt-tracker-interval=5', '--bt-max-peers=0', '--file-allocation=none', '--allow-overwrite=true', '--seed-time=0'];
    return ['aria2c', ...quiet, ...swarm, `--dir=${folder}`, quoted(torrent)].join(' ');
  }
  return [
    `mkdir -p ${folder}`,
    `echo '${JSON.stringify(transmissionSettings)}' > ${folder}/settings.json`,
    `transmission-cli -g ${folder} -w ${folder} -et ${quoted(torrent)}`,
  ].join('\n');
}
