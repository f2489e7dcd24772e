import { backendWords, serverWords } from '@/lib/words';
import { CopyButton } from '@/components/ui/copy-button';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';

/** How to point Longthink at one's own servers. */
export function OwnServers() {
  const say = useSay();
  return (
    <section aria-labelledby="own-title" className="panel min-w-0 p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 id="own-title" className="text-base">
          {say(serverWords.file)}
        </h2>
        <CopyButton text={snippet} label={say(serverWords.copy)} />
      </div>
      <p className="mt-1 max-w-[72ch] text-sm text-mute">
        <Said
          text={serverWords.fileAbout}
          parts={{
            completions: <code className="font-mono">{paths.completions}</code>,
            score: <code className="font-mono">{paths.score}</code>,
            file: <code className="font-mono">{paths.file}</code>,
            again: <em>{say(backendWords.checkAgain)}</em>,
          }}
        />
      </p>
      <pre
        className="mt-3 overflow-auto rounded-lg border border-line bg-bg p-4 font-mono text-xs leading-relaxed"
        tabIndex={0}
        aria-label={say(serverWords.example)}
      >
        {snippet}
      </pre>
    </section>
  );
}

const paths = { completions: '/v1/completions', score: 'POST /score', file: 'longthink.config.json' } as const;

const snippet = `{
  "policies": [
    { "name": "llama-1b", "url": "http://gpu-box:8000", "apiKeyEnv": "POLICY_KEY", "parametersB": 1.24 },
    { "name": "llama-70b", "urls": ["http://gpu-1:8000", "http://gpu-2:8000"], "parametersB": 70.6,
      "pricePerMillionTokens": { "prompt": 0.6, "completion": 0.8 } }
  ],
  "verifiers": [
    { "name": "rlhflow-8b", "kind": "rlhflow-prm", "url": "http://gpu-box:8001", "parametersB": 8.03 }
  ]
}`;
