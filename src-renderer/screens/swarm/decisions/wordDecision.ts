import type { Decision } from '@core/messages/index';
import type { Protocol } from '@core/scenario/index';
import type { DecisionText, DecisionWords } from './decisionText';
import { wordConnection, wordPiece, wordTracker } from './otherWords';
import { wordFreeSlot, wordOptimistic, wordRound } from './serveWords';

/** Says a decision as a teacher would: what was compared, what it came to, how ties were broken, when it is decided again. */
export function wordDecision(decision: Decision, protocol: Protocol, words: DecisionWords): DecisionText {
  switch (decision.kind) {
    case 'round':
      return wordRound(decision, protocol, words);
    case 'optimistic':
      return wordOptimistic(decision, protocol, words);
    case 'free-slot':
      return wordFreeSlot(decision, protocol, words);
    case 'piece':
      return wordPiece(decision, protocol, words);
    case 'connection':
      return wordConnection(decision, protocol, words);
    case 'tracker':
      return wordTracker(decision, protocol, words);
  }
}
