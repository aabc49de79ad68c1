import type { Replay } from '@core/replay/index';
import { refDebounced } from '@vueuse/core';
import { computed, ref } from 'vue';
import { usePlayer } from '../../../stores/player';
import { latestRow, peerQuestions, rowToAsk, type PeerQuestion } from './questions';
import type { Ask } from './useDecision';

/** Time goes by in steps while somebody drags it: the run is not computed again for each. */
const REST_MS = 150;

const askOf = (row: number | null): Ask | null => (row === null ? null : { row, round: null, otherwise: null });

/** What the selection asks about a run: why the selected event happened, or what the selected peer decided last. */
export function useQuestion(replay: () => Replay, tick: () => number) {
  const player = usePlayer();
  const chosen = ref<PeerQuestion>('serves');
  const restingTick = refDebounced(computed(tick), REST_MS);

  const peer = computed(() => player.selection.peer);
  /** The event that is selected, if it is one of this run. */
  const eventRow = computed(() => {
    const { row } = player.selection;
    return row !== null && row < replay().reader.rowCount ? row : null;
  });
  const about = computed<PeerQuestion>(() => (peer.value === 0 ? 'serves' : chosen.value));
  /** While it plays, the latest decision is another one every moment. */
  const isPlaying = computed(() => eventRow.value === null && player.isPlaying);

  const ask = computed<Ask | null>(() => {
    // The replay's state is no reactive value: the tick stands for it.
    void restingTick.value;
    const { header, reader, row } = replay();
    if (isPlaying.value || header.architecture === 'fluid-schedule') return null;
    if (eventRow.value !== null) return askOf(rowToAsk(reader, eventRow.value));
    if (peer.value === null || row < 0) return null;
    const latest = latestRow(reader, row, about.value, peer.value, player.selection.piece);
    if (about.value !== 'serves' || header.architecture === 'client-server') return askOf(latest);
    return { row, round: { peer: peer.value, untilSeconds: player.timeSeconds }, otherwise: latest };
  });

  return {
    ask,
    eventRow,
    isPlaying,
    /** The question about the peer. */
    about,
    /** Of the server one can only ask whom it serves. */
    questions: computed(() => (peer.value === 0 ? (['serves'] as const) : peerQuestions)),
    choose(question: PeerQuestion): void {
      chosen.value = question;
      player.select({}); // lets go of the event
    },
  };
}
