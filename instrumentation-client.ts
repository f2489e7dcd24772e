/** Runs in the browser before anything else of the app. */
import '@/components/app/no-eval';
