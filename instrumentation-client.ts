/** Runs once in every page, before anything else of it. */
import '@/components/app/schemas-as-written';
