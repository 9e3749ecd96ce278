import { markup, type Markup } from '../../http/markup.ts';

type NamesButton = { action: string; from: string; areHidden: boolean; hide: string; show: string };

/** Hides and shows names on every page of this browser: `names` is what they shall be, `hidden` or `shown`. */
export function namesButton({ action, from, areHidden, hide, show }: NamesButton): Markup {
  const [now, other] = areHidden ? [show, hide] : [hide, show];
  return markup`<form method="post" action="${action}" data-names><input type="hidden" name="from" value="${from}"><input type="hidden" name="names" value="${areHidden ? 'shown' : 'hidden'}"><button class="quiet" data-key="Shift+P" data-other="${other}">${now}</button></form>`;
}
