export { MOST_CANDIDATES, packDecisions, weightOf, type ToldDecisions } from './decisionForm';
export { keptRunIssues, keptRunOf, readKeptRun, unpackKeptRun, type KeptContent, type KeptRun } from './keptRun';
export { crc32, isPng, readPngTexts } from './png';
export { packRun, type RecordedRun, type RunClaim } from './runForm';
export { findStamp, scenariosOfRuns, STAMP_KEYWORD, stampText, type Stamp, type StampedRun } from './stamp';
export { isRepeatable, verdictOf, type Verdict } from './verdict';
