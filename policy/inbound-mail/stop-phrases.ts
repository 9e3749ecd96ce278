/** What people say before and after asking; taken away until nothing of it is left. */
const BEFORE =
  /^(?:please|pls|plz|kindly|hi|hello|hey|yes|so|and|but|sorry|(?:i(?:'m| am) )?not interested|now|just|also|no,? thanks|no,? thank you|thanks|thank you|dear (?:all|team|sirs?|madam)|good (?:morning|afternoon|evening)|(?:i(?:'ve| have) (?:already )?asked (?:you )?(?:(?:for )?this )?(?:before|already|twice|several times)|as i(?: have|'ve)? (?:asked|said)(?: before)?|for the (?:second|third|last) time)|(?:could|can|would|will) you(?: please| kindly)?|may i ask you to|i(?:'d| would) (?:be grateful if you (?:could|would)|like you to)|i (?:want|need|ask) you to|you can|i am writing to ask you to|bitte|könnten sie|können sie|würden sie|merci de|veuillez|s'il vous plaît|svp|por favor|per favore|graag|alstublieft|aub|gelieve|quiero|deseo)[,:;.!]?\s+/iu;
const AFTER =
  /[\s,;.!-]+(?:(?:as|because|since|now that)\s(?:i|i'm|i've|we|it|they|these|this)\b.*|please|pls|plz|thanks|thank you|thank you very much|many thanks|thanks a lot|now|today|immediately|at once|asap|again|any ?more|any longer|from now on|in (?:the )?future|for good|bitte|danke|vielen dank|merci|svp|s'il vous plaît|gracias|por favor|grazie|per favore|bedankt|graag|aub|alstublieft|obrigad[oa]|x+)$/iu;

const MAIL = String.raw`(?:e-?mails?|mails?|messages?|newsletters?|letters?|notes?|updates?|reminders?|mailings?|correspondence|communications?|notifications?|texts?|these|this|them|it|anything|stuff)`;
const ANY = String.raw`(?:\s(?:any|all|more|further|your|the|these|those|this|such|future|of|or|and|marketing|other|kind|sort))*`;
const ME = String.raw`(?:\s(?:to\s)?(?:me|us))?`;
const WRITE = String.raw`(?:e-?mail(?:ing)?|mail(?:ing)?|contact(?:ing)?|writ(?:e|ing)|messag(?:e|ing)|send(?:ing)?|text(?:ing)?|spam(?:ming)?)`;
const TAIL = String.raw`(?:\s(?:any ?more|any longer|again))?`;
const LIST = String.raw`(?:mailing\s|e-?mail\s|contact\s|distribution\s|marketing\s)?(?:lists?|database|mailings?|e-?mails?|newsletters?|records|files|system)`;
const FROM_LIST = String.raw`(?:\s(?:from|off|of|out of)(?:\s(?:of|your|the|this|these|all|any|future|further|more))*\s${LIST}|\s(?:from|off|of)\s(?:this|these|all of (?:this|these|them)|everything|all|here|it|them))`;
const FROM = `${FROM_LIST}?`;

const MAIL_NOUN = String.raw`(?:e-?mails?|mails?|messages?|newsletters?|mailings?|correspondence|communications?)`;
const ADDRESS = String.raw`my\s(?:e-?mail\saddress|e-?mail|address|name)|this\s(?:e-?mail\s)?address|this\se-?mail|[^\s@]+@[^\s@]+`;
const NO_LONGER = String.raw`i\s(?:do not|don't|no longer)\s(?:want|wish|like|need|care)`;
const RATHER_NOT = String.raw`i(?:'d| would)\s(?:rather\snot|prefer\snot\sto)\s(?:receive|get|have|be\ssent)`;

const ENGLISH = [
  String.raw`(?:stop|cease|discontinue)(?:\s(?:all|everything))?\s${WRITE}${ME}${ANY}(?:\s${MAIL})?${TAIL}`,
  String.raw`(?:stop|cease|discontinue)${ANY}\s${MAIL_NOUN}`,
  String.raw`(?:un-?subscribe|unsub)(?:\s(?:me|us|${ADDRESS}))?${FROM}`,
  String.raw`opt[\s-]?(?:me[\s-])?out${FROM}`,
  String.raw`(?:i(?:'d| would)?\s(?:want|wish|like|need|prefer)\sto\s|let me\s)(?:(?:un-?subscribe|be\sun-?subscribed|opt[\s-]?out|be\sopted[\s-]?out)${FROM}|be\s(?:removed|taken|deleted)(?:\soff)?${FROM}|stop\s(?:receiving|getting)${ANY}\s${MAIL}(?:\sfrom you)?)`,
  String.raw`remove\s(?:me|us|${ADDRESS})(?:\soff)?${FROM}`,
  String.raw`(?:delete|take|get|drop)\s(?:me|us|${ADDRESS})(?:\soff)?${FROM_LIST}`,
  String.raw`(?:do not|don't|never)\s(?:ever\s)?${WRITE}(?:\s(?:to\s)?(?:me|us)${ANY}(?:\s${MAIL})?|${ANY}\s${MAIL_NOUN}(?:\sto\sme)?)${TAIL}`,
  String.raw`remove\sfrom\s(?:the\s|your\s|this\s)?${LIST}`,
  String.raw`no\s(?:more\s|further\s)?(?:e-?mails|mailings|newsletters)`,
  String.raw`no\s(?:more|further)(?:\s(?:of\s)?(?:your|these|this))?\s${MAIL_NOUN}(?:\sfrom you)?`,
  String.raw`${NO_LONGER}\sto\s(?:receive|get)${ANY}\s${MAIL}(?:\sfrom you)?${TAIL}`,
  String.raw`${NO_LONGER}\sto\s(?:hear from you|be\s(?:e-?mailed|contacted|written\sto|messaged|on\s(?:your|this|the)\s${LIST}))${TAIL}`,
  String.raw`${NO_LONGER}${ANY}\s${MAIL_NOUN}(?:\sfrom you)?${TAIL}`,
  String.raw`${RATHER_NOT}${ANY}\s${MAIL}(?:\sfrom you)?${TAIL}`,
  String.raw`cancel\smy\s(?:subscription|e-?mails)`,
  String.raw`leave me alone`,
];
const OTHERS = [
  // German
  String.raw`(?:ich\s(?:möchte|will|wünsche)\s)?keine\s(?:weiteren\s)?(?:e-?mails?|mails|nachrichten|newsletter)(?:\s(?:mehr|von ihnen|von euch))*(?:\s(?:schicken|senden|zusenden|erhalten|bekommen))?`,
  String.raw`(?:schicken|senden)\ssie\smir\s(?:bitte\s)?keine\s(?:weiteren\s)?(?:e-?mails?|mails|nachrichten|newsletter)(?:\smehr)?`,
  String.raw`(?:hiermit\s)?melde\sich\smich\s(?:(?:vom|von ihrem)\s(?:newsletter|verteiler)\s)?ab`,
  String.raw`melden\ssie\smich\s(?:bitte\s)?(?:(?:vom|von ihrem|aus dem|aus ihrem)\s(?:newsletter|verteiler)\s)?ab`,
  String.raw`(?:ich\s(?:möchte|will)\smich\s)?(?:abmelden|abbestellen|austragen)(?:\sdürfen)?`,
  String.raw`(?:vom\s|den\s|ihren\s)?newsletter\s(?:abmelden|abbestellen)`,
  String.raw`(?:streichen|entfernen|nehmen|löschen)\ssie\smich\s(?:bitte\s)?(?:aus|von)\s(?:ihrem|ihrer|dem|der)\s(?:\S+)(?:\sheraus)?`,
  String.raw`schreiben\ssie\smir\s(?:bitte\s)?nicht\smehr`,
  String.raw`(?:mich\s)?(?:aus|von)\s(?:dem|der|ihrem|ihrer)\s(?:verteiler|liste|e-?mail-?liste)\s(?:nehmen|streichen|entfernen|löschen)`,
  // French
  String.raw`(?:je\s(?:souhaite|veux|voudrais|désire)\s)?(?:me\s|se\s)?(?:désabonner|désinscrire|désabonnement|désinscription)(?:\sde\s(?:votre|vos|la|cette)\s\S+)?`,
  String.raw`(?:désabonnez|désinscrivez|retirez|enlevez|supprimez)-moi(?:\sde\s(?:votre|vos|la|cette)\s.{1,30})?`,
  String.raw`me\sretirer\sde\s(?:votre|la|cette)\sliste.{0,20}`,
  String.raw`(?:je\sne\s(?:souhaite|veux|désire)\splus\s(?:recevoir|avoir)|ne\sm'(?:envoyez|écrivez)\splus|ne\splus\s(?:m'envoyer|m'écrire|recevoir))(?:\s(?:vos|de|d'|ces|aucun))?\s?(?:e-?mails?|mails|courriels|messages|courriers)?`,
  String.raw`plus\s(?:de\s|d')?(?:e-?mails?|mails|courriels|messages)`,
  String.raw`arrêtez\s(?:de\sm'(?:écrire|envoyer)|vos|les|ces)(?:\s(?:des|vos|ces|de))?(?:\s(?:e-?mails?|mails|courriels|messages))?`,
  // Spanish and Portuguese
  String.raw`(?:quiero\s|deseo\s|quisiera\s)?(?:dar(?:me|se)?|denme|deme|que me den)\sde\sbaja(?:\s(?:de|del)\s.{1,30})?|baja`,
  String.raw`no\s(?:quiero|deseo)\s(?:recibir\s)?más\s(?:correos|emails|mensajes)(?:\selectrónicos)?`,
  String.raw`no\sme\s(?:envíen|envien|manden|escriban|mandes|envíes)\smás(?:\s(?:correos|emails|mensajes))?`,
  String.raw`(?:cancelar\s(?:la\s|mi\s)?suscripción|(?:quítenme|elimínenme|bórrenme)\sde\s(?:la|su)\slista)`,
  String.raw`descadastrar|(?:quero\s)?cancelar\s(?:a\s|minha\s)?(?:inscrição|subscrição|assinatura)|(?:parem|pare)\sde\s(?:enviar|mandar)(?:\s(?:e-?mails|mensagens))?|não\squero\s(?:mais\s)?receber\s(?:mais\s)?(?:e-?mails|mensagens)`,
  // Italian
  String.raw`(?:vorrei\s|voglio\s)?cancella(?:(?:te)?mi|rmi)(?:\sdalla\s.{1,30})?|disiscriv(?:i|ete)mi(?:\sdalla\s.{1,30})?|disiscrizione|annulla\s(?:l')?iscrizione|(?:rimuovetemi|toglietemi|rimuovimi)\sdalla\s.{1,30}|non\s(?:voglio|desidero)\s(?:più\s)?ricevere\s(?:più\s)?(?:le\svostre\s|vostre\s)?(?:e-?mail|messaggi|comunicazioni)|non\s(?:scrivetemi|scrivermi|mandatemi)\spiù(?:\s(?:e-?mail|messaggi))?`,
  // Dutch and Scandinavian
  String.raw`(?:(?:ik\s)?wil\s)?(?:mij\s|me\s)?(?:graag\s)?(?:uitschrijven|afmelden)(?:\s(?:voor|van)\s.{1,30})?|schrijf\s(?:mij|me)\suit|geen\s(?:e-?)?mails?\smeer(?:\s(?:sturen|ontvangen))?|stuur\s(?:mij|me)\sgeen\s(?:e-?)?mails?\smeer|haal\s(?:mij|me)\svan\s(?:de|uw|jullie)\s.{1,20}|stop\smet\s(?:mailen|e-?mailen)`,
  String.raw`avregistrera(?:\smig)?|avprenumerera|avsluta\sprenumeration(?:en)?|inga\sfler\s(?:mejl|mail|e-?post)|afmeld(?:\smig)?|avmeld(?:\smeg)?|ingen\sflere\s(?:e-?)?mails?|peruuta\stilaus`,
  // Polish, Russian, Ukrainian, Romanian, Turkish, Czech, Hungarian, Chinese, Japanese
  String.raw`(?:пожалуйста,?\s)?(?:отпишите\sменя|отписаться|отписка|не\s(?:пишите|присылайте)\s(?:мне\s)?больше|больше\sне\s(?:пишите|присылайте)(?:\sмне)?|удалите\sменя\sиз\s(?:рассылки|списка)|відпишіть\sмене|відписатися)(?:\s(?:от|від|писем|листів|рассылки|вашей|ваших).{0,30})?`,
  String.raw`(?:doresc\ssă\smă\s)?dezabon(?:are|ați-mă|ez)(?:\sde\sla\s.{1,20})?|abonelikten\s(?:çık(?:mak\sistiyorum)?|çıkar(?:ın)?)|(?:prosím\s)?odhla(?:ste|šte)\smě|odhlásit(?:\sodběr)?|leiratkozás|leiratkozom|kérem,?\s(?:iratkoztassanak\sle)|退订|取消订阅|退訂|取消訂閱|配信停止(?:してください)?`,
  String.raw`wypisz(?:cie)?\smnie(?:\sz\s.{1,20})?|proszę\so\swypisanie(?:\smnie)?(?:\sz\s.{1,20})?`,
];

/** Sentences that can mean nothing else, wherever among the first they stand. */
export const CORE = new RegExp(`^(?:${[...ENGLISH, ...OTHERS].join('|')})$`, 'iu');
/** Words that mean it only where they come first. */
export const FIRST_ONLY =
  /^(?:stop(?:[\s,.!]+stop)*(?:\s(?:all|everything|it|this|that|please|now))?|stopp|take me off|(?:do not|don't)\s(?:write|e-?mail)|arr[êe]t(?:ez)?|no more)$/iu;
/** Further down they stand in the footer of a mail, unless it says whom. */
export const MAY_BE_A_FOOTER =
  /^(?!.*\b(?:me|us|my|i|mich|mir|uns|ich|moi|je|m'|mij|ik|mig|meg|mnie)\b)(?!stop|no\s|do not|don't|keine|geen)/iu;
/** What stands before a question. */
const GREETED =
  /^(?:hi|hello|hey|sorry|please|thanks|thank you|good (?:morning|afternoon|evening))(?:\s(?:there|all|team))?[,!.]?\s+/iu;
/** Asked as a question. */
export const QUESTIONS = new RegExp(
  String.raw`^(?:(?:(?:please )?(?:could|can|would|will) you|how (?:do|can) i)\s(?:please\s|kindly\s)?(?:${ENGLISH.join('|')}|stop(?:\s(?:receiving|getting))?${ANY}\s${MAIL}))$`,
  'iu',
);

/** The request itself, without what politeness puts around it. */
export function plainRequest(sentence: string): string {
  return stripped(sentence, BEFORE, AFTER);
}

/** A question without the courtesies that follow it. */
export function plainQuestion(sentence: string): string {
  return stripped(sentence, GREETED, AFTER);
}

function stripped(sentence: string, before: RegExp, after: RegExp): string {
  for (let left = sentence; ;) {
    const less = left.replace(before, '').replace(after, '');
    if (less === left) return left;
    left = less;
  }
}
