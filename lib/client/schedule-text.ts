/**
 * What changes in later rounds, as one line that people write and an address carries: `4: M 2, T 0.6; 8: T 0.4`. Rounds are
 * counted from 1 here, as on every page. Knows no form; ranges are the schema's.
 */
import { searchConfigSchema, type SearchConfig } from '@/lib/search';

type Schedule = SearchConfig['schedule'];

const changeForm = /^(?:round\s*)?(\d+)\s*:\s*(.+)$/i;
const numberForm = /^([MT])\s*=?\s*(\d*\.?\d+)$/i;

/** Undefined: it is no such line, or out of range. Whitespace alone changes nothing. */
export function scheduleFromText(text: string): Schedule | undefined {
  const changes = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(changeFromText);
  const isWhole = changes.every((change) => change !== undefined);
  return isWhole ? searchConfigSchema.shape.schedule.safeParse(changes).data : undefined;
}

export function scheduleToText(schedule: Schedule): string {
  return schedule
    .map(({ fromRound, beamWidth, temperature }) => {
      const numbers = [
        ...(beamWidth === undefined ? [] : [`M ${beamWidth}`]),
        ...(temperature === undefined ? [] : [`T ${temperature}`]),
      ];
      return `${fromRound + 1}: ${numbers.join(', ')}`;
    })
    .join('; ');
}

function changeFromText(text: string): unknown {
  const [, round, numbers = ''] = changeForm.exec(text) ?? [];
  const read = numbers.split(',').map((part) => numberForm.exec(part.trim()));
  if (round === undefined || read.includes(null)) return undefined;
  return {
    fromRound: Number(round) - 1,
    ...Object.fromEntries(
      read.map((found) => [found?.[1]?.toUpperCase() === 'M' ? 'beamWidth' : 'temperature', Number(found?.[2])]),
    ),
  };
}
