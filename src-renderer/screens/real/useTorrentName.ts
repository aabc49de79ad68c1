import { ref } from 'vue';

const torrentName = ref('swarm-lab.torrent');

/** How the torrent was called when it was saved last: the commands name it. */
export const useTorrentName = () => torrentName;
