/** Lessons: recorded runs with stops in them, as data. */
export { lessonListSchema, lessonSchema } from './model';
export type { Lesson, LessonList, LessonPoint, LessonQuestion, LessonStop } from './model';
