import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Course, CourseScenario } from '@core/messages';
import { errorCode } from './fileSystem';
import { readScenarioFile } from './readScenarioFile';

const ENDING = '.swarm.json';
/** A start screen with more is a file manager. */
const MOST_FILES = 60;
/** All texts together: they go to the window in one message. */
const MOST_CHARACTERS = 8 * 1_048_576;

/**
 * The scenarios of a folder, which is only read: on a share, or kept by whoever looks after the computers. Its folders
 * below are not entered. A folder that cannot be read is a course without scenarios.
 */
export async function readCourse(folder: string): Promise<Course> {
  const name = path.basename(folder);
  const files = await scenarioFiles(folder);
  if (files === null) return { name, scenarios: [], refused: [], isThere: false };
  const scenarios: CourseScenario[] = [];
  const refused: string[] = files.slice(MOST_FILES);
  let characters = 0;
  for (const file of files.slice(0, MOST_FILES)) {
    const read = await readScenarioFile(path.join(folder, file));
    if (!read.ok || characters + read.value.text.length > MOST_CHARACTERS) {
      refused.push(file);
      continue;
    }
    const { text } = read.value;
    scenarios.push({ name: file.slice(0, -ENDING.length), text });
    characters += text.length;
  }
  return { name, scenarios, refused, isThere: true };
}

async function scenarioFiles(folder: string): Promise<string[] | null> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith(ENDING) && !name.startsWith('.')).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  } catch (error) {
    if (errorCode(error) === '') throw error;
    return null;
  }
}
