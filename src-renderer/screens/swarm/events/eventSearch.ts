import { everyRow, formOf, formsWhere, rowForms, type RowFilter, type RowForm } from '@core/replay/index';
import { createTraceRow } from '@core/trace/index';
import type { DecisionWords } from '../decisions/decisionText';
import { eventText } from './eventText';

/** Looks up whether a form of row has a word, by how each word of its sentence begins. */
export type WordIndex = (form: RowForm, word: string) => boolean;

/** The sentences of all forms of rows without the numbers in them, to be searched. */
export function createWordIndex(words: DecisionWords): WordIndex {
  const anyone = words.say('view.peer.name', { n: '' }).trim();
  const sentences = new Map(rowForms.map((form) => {
    const row = { ...createTraceRow(), ...form, subject: 1, object: 2, piece: 3 };
    const sentence = eventText(row, { ...words, peer: () => anyone }).toLowerCase();
    return [formOf(form.kind, form.value), ` ${sentence.split(/[\s\d().,:→]+/).join(' ')}`] as const;
  }));
  return ({ kind, value }, word) => sentences.get(formOf(kind, value))?.includes(` ${word}`) ?? false;
}

/**
 * What a search asks for: "7" is a peer or piece 7, "server" the server, and other words stand in the sentence of the row.
 * Everything that is written must hold: "unchokes 7".
 */
export function searchFilter(text: string, index: WordIndex, words: DecisionWords): RowFilter {
  const parts = text.toLowerCase().split(/[\s().,:]+/).filter((part) => part !== '');
  const numbers = parts.filter((part) => /^\d+$/.test(part)).map(Number);
  const others = parts.filter((part) => !/^\d+$/.test(part));
  const server = words.peer(0).toLowerCase();
  const isServer = (part: string) => part.length > 1 && server.startsWith(part);
  const wanted = others.filter((part) => !isServer(part));
  return {
    ...everyRow,
    numbers,
    peers: others.some(isServer) ? [0] : [],
    forms: wanted.length === 0 ? null : formsWhere((form) => wanted.every((part) => index(form, part))),
  };
}
