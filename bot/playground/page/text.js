// A message's text with its entities, as elements. Offsets are UTF-16, as JavaScript's own.

import { element, icon, whenPressed } from './dom.js';

const SAFE = /^(https?|tg|mailto|tel):/i;
const STYLES = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code' };

export function formatted(text, entities, words, does) {
  const whole = document.createDocumentFragment();
  const inOrder = entities
    .map(entity => ({ ...entity, end: entity.offset + entity.length }))
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  fill(whole, 0, text.length, inOrder, { text, words, does });
  return whole;
}

function fill(parent, from, to, entities, context) {
  let at = from;
  const waiting = [...entities];
  while (waiting.length) {
    const entity = waiting.shift();
    if (entity.end <= at) continue;
    const begin = Math.max(entity.offset, at);
    addText(parent, context.text.slice(at, begin));
    const within = waiting.filter(other => other.offset < entity.end);
    const after = waiting.filter(other => other.end > entity.end);
    const part = context.text.slice(begin, entity.end);
    const made = shaped(entity, part, context);
    fill(made.inside, begin, entity.end, within.map(other => ({ ...other, end: Math.min(other.end, entity.end) })), context);
    parent.append(made.outside);
    at = entity.end;
    waiting.splice(0, waiting.length, ...after.map(other => ({ ...other, offset: Math.max(other.offset, at) })));
  }
  addText(parent, context.text.slice(at, to));
}

function addText(parent, text) {
  // The line break beside a block is already the block's own.
  const isAfterBlock = parent.lastElementChild?.matches('blockquote, .pre') && parent.lastChild === parent.lastElementChild;
  const shown = isAfterBlock ? text.replace(/^\n/, '') : text;
  if (shown) parent.append(shown);
}

function shaped(entity, part, { words, does }) {
  const plain = tag => {
    const made = element(tag);
    return { inside: made, outside: made };
  };
  if (entity.type in STYLES) return plain(STYLES[entity.type]);
  switch (entity.type) {
    case 'spoiler':
      return spoiler(words);
    case 'pre':
      return preformatted(entity, part, words, does);
    case 'blockquote':
      return plain('blockquote');
    case 'expandable_blockquote':
      return expandable(words);
    case 'text_link':
      return plainWith(linkTo(entity.url, words, does));
    case 'url':
      return plainWith(linkTo(SAFE.test(part) ? part : `https://${part}`, words, does));
    case 'email':
      return plainWith(linkTo(`mailto:${part}`, words, does));
    case 'bot_command':
      return command(part, does);
    case 'date_time':
      return moment(entity, words);
    case 'mention':
    case 'text_mention':
    case 'hashtag':
      return plainWith(element('span', { class: 'tag' }));
    default:
      return plain('span');
  }
}

const plainWith = made => ({ inside: made, outside: made });

function spoiler(words) {
  const made = element('span', { class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': words.spoiler });
  whenPressed(made, event => {
    if (!made.matches('[role]')) return;
    event.stopPropagation();
    // One tap opens every spoiler of the message.
    for (const one of made.closest('.bubble').querySelectorAll('.spoiler')) {
      for (const name of ['role', 'tabindex', 'aria-label']) one.removeAttribute(name);
    }
  });
  return plainWith(made);
}

function preformatted(entity, part, words, does) {
  const inside = element('code');
  const copy = element('button', { type: 'button', class: 'copy', 'aria-label': words.copy, onclick: () => does.copy(part) }, icon('copy'));
  return { inside, outside: element('div', { class: 'pre' }, element('pre', { tabindex: '0' }, inside), copy) };
}

function expandable(words) {
  const inside = element('div', { class: 'fold' });
  const toggle = element('button', { type: 'button', class: 'more', 'aria-expanded': 'false' }, words.more);
  const outside = element('blockquote', { class: 'expandable' }, inside, toggle);
  toggle.addEventListener('click', () => {
    const open = outside.classList.toggle('open');
    toggle.setAttribute('aria-expanded', open);
    toggle.textContent = open ? words.less : words.more;
  });
  return { inside, outside };
}

// A quote that fits needs no button; how much fits is known only when it is on the page.
export function foldQuotes(message) {
  for (const quote of message.querySelectorAll('.expandable')) {
    const fold = quote.querySelector('.fold');
    quote.classList.toggle('fits', fold.scrollHeight <= fold.clientHeight + 2);
  }
}

// A link that starts the bot starts it here; any other opens beside the chat.
export function linkTo(url, words, does) {
  if (!SAFE.test(url) || !URL.canParse(url)) return element('span');
  const payload = does.startPayload(url);
  if (payload !== null) return element('a', { href: '#', onclick: event => event.preventDefault() || does.start(payload) });
  return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer', title: `${url} (${words.newTab})` });
}

function command(part, does) {
  return plainWith(element('button', { type: 'button', class: 'command', onclick: () => does.say(part) }));
}

const TIMES = {
  w: { weekday: 'long' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
};

function moment(entity, words) {
  const when = new Date(entity.unix_time * 1000);
  const lang = document.documentElement.lang;
  const parts = [...(entity.date_time_format ?? '')].filter(letter => letter in TIMES);
  const spelled = parts.map(letter => new Intl.DateTimeFormat(lang, TIMES[letter]).format(when)).join(', ');
  const made = element('time', { datetime: when.toISOString(), title: when.toLocaleString(lang) }, spelled);
  // The bot's own wording stays when it asked for none of ours.
  return { inside: spelled ? element('span') : made, outside: made };
}
