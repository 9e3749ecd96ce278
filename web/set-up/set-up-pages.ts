import { setUpPage } from './set-up-page.ts';
import { setUpStepPage } from './step-page.ts';

export const SET_UP_PAGES = [setUpPage, setUpStepPage];
