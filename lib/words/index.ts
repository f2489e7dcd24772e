/** Words in more than one language: texts, the values in them, and the catalogue of what pages say. */
export { experimentsWords, experimentWords, originTexts } from './experiments-words';
export { siteWords, tabWords } from './site-words';
export { backendWords, capabilityTexts, lackTexts, serverWords } from './backend-words';
export { chartWords } from './chart-words';
export { configComplaints, gridComplaintTexts, mapComplaints } from './complaint-words';
export { comparisonWords, difficultyTexts, edgeTexts, solvedTexts } from './comparison-words';
export { axisTexts, binTexts, curveWords, estimateTexts, outcomeTexts } from './curve-words';
export { decisionWords, fateTitles, measureTitles } from './decision-words';
export { doorWords } from './door-words';
export { fateWords, newsWords, stateWords } from './fate-words';
export { toldFailure } from './failure';
export { editMarks, editTexts, forkRefusals, forkWords, reviveRefusals } from './fork-words';
export { glossaryWords } from './glossary-words';
export { gridFormWords } from './grid-form-words';
export { compareWords, gridWords } from './grid-words';
export { importWords } from './import-words';
export { failureTexts, labAggregations, labEnds, labMethod, labParts, labWords } from './lab-words';
export { lessonWords } from './lesson-words';
export { logFileTexts } from './log-file-words';
export { navigationWords } from './navigation-words';
export { noticeWords } from './notice-words';
export { ledgerWords, pointWords } from './point-words';
export { predictWords } from './predict-words';
export { presenterWords } from './presenter-words';
export { publishedKinds, publishedNotes, publishedPrms } from './published-notes';
export { confidenceTexts, publishedMethods, publishedTexts } from './published-words';
export { raceAmounts, raceMeasures, raceWords } from './race-words';
export { datasetTexts, fileReasons, importNotes, lineNotes, lineReasons, rowReasons } from './reason-words';
export { recordedWords } from './recorded-words';
export { otherFailures, refusalTexts, replyTexts } from './refusal-words';
export { runWords } from './run-words';
export { columnWords, runsWords } from './runs-words';
export { basisTexts, methodTexts } from './report-words';
export {
  aggregationWords,
  choiceOptions,
  choiceWords,
  readingTexts,
  selectionDoes,
  selectionTitles,
  settingHints,
  settingLabels,
  settingPhrases,
  settingWords,
} from './setting-words';
export { SaidError, saidBy, toldBy } from './said-error';
export { deletedWords, sharedWords } from './shared-words';
export { startWords } from './start-words';
export { attemptWords, breakpointWords, callStates, callWords, markWords, steerWords } from './steer-words';
export { factWords, liveWords, stepWords } from './step-words';
export { subjectText } from './subject-words';
export { treeWords } from './tree-words';
export { verdictOutcomes, verdictTexts } from './verdict-words';
export {
  asText,
  fillText,
  joinTexts,
  languageFor,
  languages,
  languageSchema,
  percentSign,
  piecesOf,
  placesIn,
  saidSchema,
  toldAs,
  toldIn,
  toldSchema,
  say,
  sayIn,
  textSchema,
} from './text';
export type { Language, PlaceOf, Say, Text, TextValues, Told, Values } from './text';
