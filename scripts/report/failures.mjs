// What failed, a line each, out of what the runners write: said again at the end, where it is not lost among what passed.

/**
 * @typedef {{ name: string, message: string, status: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} VitestFile
 * @typedef {{ title: string, file?: string, suites?: Suite[], specs?: Spec[] }} Suite
 * @typedef {{ title: string, file: string, ok: boolean, tests: { results: { errors: { message?: string }[] }[] }[] }} Spec
 */

const MOST_LETTERS = 300;
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** @param {string} place @param {string} name @param {string | undefined} message */
const line = (place, name, message = '') =>
  `${[place, name].filter(Boolean).join(' › ')}: ${message.replace(escapes, '').replace(/\s+/g, ' ').trim().slice(0, MOST_LETTERS)}`;

/** @param {{ testResults: VitestFile[] }} report */
function ofVitest({ testResults }) {
  return testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed');
    const file = name.split('/').slice(-2).join('/');
    if (status === 'failed' && failed.length === 0) return [line(file, '', message)];
    return failed.map(({ fullName, failureMessages }) => line(file, fullName, failureMessages[0]));
  });
}

/** @param {Suite} suite @returns {string[]} */
function ofSuite({ suites = [], specs = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  const message = (/** @type {Spec} */ { tests }) => tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))[0]?.message;
  return [...failed.map((spec) => line(spec.file, spec.title, message(spec))), ...suites.flatMap(ofSuite)];
}

/** @param {{ suites: Suite[], errors: { message?: string }[] }} report */
const ofPlaywright = ({ suites, errors }) => [...suites.flatMap(ofSuite), ...errors.map(({ message }) => line('', 'outside of the tests', message))];

/**
 * @param {import('./steps.mjs').ReportKind} kind
 * @param {string} text of a report that `count` has accepted
 * @returns {string[]}
 */
export function failures(kind, text) {
  const report = JSON.parse(text);
  return { exit: () => [], vitest: ofVitest, playwright: ofPlaywright }[kind](report);
}
