'use client';

import { useEffect, useRef, type KeyboardEvent } from 'react';
import { predictWords, say, type Language } from '@/lib/words';
import { useLanguage } from '@/components/ui/use-language';
import { Icon } from '@/components/ui/icon';
import { PredictOption } from './predict-option';
import type { Predict, Score } from './use-predict';

/** A question about the next decision, with the answer once it is asked for. Has the keys for itself while it is open. */
export function PredictPanel({ predict }: { readonly predict: Predict }) {
  const { guess, picked, score, ask, tell, close, pick, count } = predict;
  const language = useLanguage();
  const panel = useRef<HTMLDialogElement>(null);
  const decided = guess?.prediction.decided;
  useEffect(() => {
    panel.current?.focus();
  }, [decided]);
  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement;
    const isOnButton = event.target instanceof HTMLButtonElement;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && !isOnButton) (guess?.isTold === true ? ask : tell)();
    else if (/^[1-9]$/.test(event.key) && !isTyping) pick(Number(event.key) - 1);
    else return;
    event.preventDefault();
  };
  const options = guess?.prediction.options ?? [];
  const lives = options.filter(({ isChosen }) => isChosen).length;
  return (
    <dialog
      ref={panel}
      open
      tabIndex={-1}
      lang={language}
      aria-label={predictWords.open[language]}
      data-testid="predict"
      onKeyDown={onKeyDown}
      className="panel absolute inset-x-3 top-auto bottom-3 z-30 m-0 flex max-h-[55%] w-auto flex-col gap-2 overflow-auto p-3 text-ink shadow-lg"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="text-lg font-medium">
          {guess === undefined
            ? predictWords.none[language]
            : guess.prediction.kind === 'vote'
              ? predictWords.whichWins[language]
              : say(predictWords.whoLives, language, { lives, of: options.length })}
        </p>
        <div className="ml-auto flex items-center gap-2">
          <ScoreLine score={score} language={language} />
          {guess === undefined ? null : (
            <button type="button" className="button button-primary" onClick={guess.isTold ? ask : tell}>
              {guess.isTold ? predictWords.again[language] : predictWords.reveal[language]}
            </button>
          )}
          <button
            type="button"
            className="button button-quiet button-square"
            aria-label={predictWords.close[language]}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </div>
      </div>
      {guess === undefined ? null : (
        <>
          <ol className="grid gap-1.5 sm:grid-cols-2 xl:grid-cols-3">
            {options.map((option, i) => (
              <PredictOption
                key={option.node}
                option={option}
                place={i}
                kind={guess.prediction.kind}
                isPicked={picked.has(i)}
                isTold={guess.isTold}
                hands={guess.hands[i] ?? 0}
                language={language}
                onPick={() => pick(i)}
                onCount={(hands) => count(i, hands)}
              />
            ))}
          </ol>
          <p className="text-xs text-mute">{say(predictWords.keys, language, { of: options.length })}</p>
        </>
      )}
    </dialog>
  );
}

function ScoreLine({ score, language }: { readonly score: Score; readonly language: Language }) {
  const { verifier, truth, search } = score;
  if (verifier.of === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-4 text-sm text-mute" data-testid="predict-score" role="status">
      <span>{say(predictWords.asVerifier, language, { ...verifier })}</span>
      {truth.of === 0 ? null : (
        <>
          <span>{say(predictWords.asTruth, language, { ...truth })}</span>
          <span>{say(predictWords.verifierAsTruth, language, { ...search })}</span>
        </>
      )}
    </p>
  );
}
