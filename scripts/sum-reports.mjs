// Prints `N passed, N failed, N skipped` over the reports of the last `npm test`. Ends with 1 if any failed or any report is missing.
import { inWords, sum } from './report/count.mjs';
import { readReport } from './report/read.mjs';
import { steps } from './report/steps.mjs';

const all = steps.map(readReport);
for (const { problems } of all) for (const problem of problems) console.error(problem);
const total = sum(all);
console.log(inWords(total));
process.exitCode = total.failed ? 1 : 0;
