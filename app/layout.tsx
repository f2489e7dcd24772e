import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import 'katex/dist/katex.min.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { AccessProvider } from '@/components/app/access-provider';
import { Providers } from '@/components/app/providers';
import { languageScript } from '@/components/ui/language';
import { SkipLink } from '@/components/app/skip-link';
import { themeScript } from '@/components/ui/theme';
import { TopBar } from '@/components/app/top-bar';
import { siteWords } from '@/lib/words';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Longthink', template: '%s · Longthink' },
  description: siteWords.description.en,
  icons: { icon: '/icon.svg' },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#0a0d13' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    // The scripts write data-theme and lang before React wakes up.
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
        <script dangerouslySetInnerHTML={{ __html: languageScript }} />
      </head>
      <body className="flex flex-col">
        <SkipLink to="main" />
        <Providers>
          <AccessProvider>
            <TopBar />
            {children}
          </AccessProvider>
        </Providers>
      </body>
    </html>
  );
}
