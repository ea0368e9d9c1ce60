// One message: its bubble, its buttons, its poll, its file.

import { element, icon, unseen } from './dom.js';
import { formatted, linkTo } from './text.js';

const ROW = 8; // what Telegram shows side by side

export function messageElement(message, view) {
  const { words } = view;
  if (message.service) return service(message, words);
  const side = message.mine ? 'mine' : 'theirs';
  const box = element('div', { class: `box ${message.buttons.length ? 'with-keys' : ''}` }, bubble(message, view), keys(message, view));
  const face = view.group && !message.mine ? element('span', { class: `face hue-${hue(message.from)}`, 'aria-hidden': 'true' }, initials(message.from.name)) : null;
  const tools = element('div', { class: 'tools' }, ...toolButtons(message, view));
  return element('article', { class: `message ${side}`, 'data-id': message.id, tabindex: '-1' }, face, box, tools);
}

export const hue = from => (from.bot ? 0 : (Number(from.id) % 5) + 1);

export const initials = name =>
  name.split(/\s+/).map(word => word[0]).slice(0, 2).join('').toUpperCase();

function service(message, words) {
  const said = { joined: words.joined, left: words.leftChat, migrated: () => words.migrated }[message.service];
  return element('p', { class: 'day', 'data-id': message.id }, said(message.who ?? message.from.name));
}

function bubble(message, view) {
  const { words } = view;
  const who = message.mine ? words.you : message.from.name;
  const seen = view.group && !message.mine;
  const name = seen ? element('p', { class: `name hue-${hue(message.from)}` }, message.from.name) : unseen(`${who}: `);
  return element(
    'div',
    { class: `bubble ${message.photo ? 'with-photo' : ''}` },
    name,
    reply(message, view),
    photo(message, words),
    file(message, words),
    message.sticker ? element('p', { class: 'sticker', role: 'img', 'aria-label': words.sticker(message.sticker) }, message.sticker) : null,
    message.voice ? element('p', { class: 'voice' }, icon('mic'), words.voice(message.voice)) : null,
    message.poll ? poll(message, view) : element('div', { class: 'text', dir: 'auto' }, formatted(message.text, message.entities, words, view.does), meta(message, words)),
    reactions(message),
  );
}

function meta(message, words) {
  const when = new Date(message.date * 1000);
  const edited = message.edited ? `${words.edited} ` : null;
  return element('span', { class: 'meta' }, edited, element('time', { datetime: when.toISOString() }, clock(message.date)));
}

function reply(message, view) {
  if (!message.reply) return null;
  const { id, name, text } = message.reply;
  return element('button', { type: 'button', class: 'reply', onclick: () => view.does.show(id) }, element('strong', {}, name), element('span', {}, text || view.words.picture));
}

function photo(message, words) {
  if (!message.photo) return null;
  const { id, width, height } = message.photo;
  const picture = element('img', { src: `/files/${id}`, width, height, alt: message.text || words.picture });
  return element('a', { class: 'photo', href: `/files/${id}`, target: '_blank', rel: 'noopener' }, picture);
}

function file(message, words) {
  if (!message.document) return null;
  const { id, name, size } = message.document;
  const label = element('span', {}, element('strong', {}, name), element('small', {}, bytes(size)));
  return element('a', { class: 'file', href: `/files/${id}`, download: name, 'aria-label': `${words.download(name)}, ${bytes(size)}` }, icon('file'), label);
}

function bytes(size) {
  const units = ['B', 'kB', 'MB'];
  const step = Math.min(Math.floor(Math.log(Math.max(size, 1)) / Math.log(1000)), 2);
  const number = (size / 1000 ** step).toLocaleString(document.documentElement.lang, { maximumFractionDigits: step ? 1 : 0 });
  return `${number} ${units[step]}`;
}

function reactions(message) {
  const shown = Object.entries(message.reactions);
  if (!shown.length) return null;
  return element('p', { class: 'reactions' }, ...shown.map(([emoji, n]) => element('span', {}, n > 1 ? `${emoji} ${n}` : emoji)));
}

function toolButtons(message, { words, does }) {
  const tool = (name, label, action) =>
    element('button', { type: 'button', class: 'icon', 'aria-label': label, title: label, onclick: action }, icon(name));
  const made = [tool('reply', words.reply, () => does.reply(message))];
  if (message.mine && message.text && !message.document) made.push(tool('edit', words.edit, () => does.edit(message)));
  return made;
}

export const clock = date =>
  new Date(date * 1000).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

// Inline keyboards

function keys(message, view) {
  if (!message.buttons.length) return null;
  const rows = message.buttons.flatMap(row => chunks(row)).map(row => element('div', { class: 'row' }, ...row.map(button => key(message, button, view))));
  return element('div', { class: 'keys' }, ...rows);
}

const chunks = row => Array.from({ length: Math.ceil(row.length / ROW) }, (_, n) => row.slice(n * ROW, (n + 1) * ROW));

function key(message, button, { words, does }) {
  const style = `key ${button.style}`;
  if (button.kind === 'link') {
    const link = linkTo(button.value, words, does);
    link.className = style;
    link.append(button.text, icon('out'));
    return link;
  }
  const made = element('button', { type: 'button', class: style }, button.text);
  if (button.kind === 'copy') made.append(icon('copy'), unseen(` (${words.copy})`));
  made.addEventListener('click', () => {
    if (button.kind === 'press') does.press(message, button, made);
    else if (button.kind === 'copy') does.copy(button.value);
    else does.tell(words.useless);
  });
  return made;
}

// Polls

function poll(message, view) {
  const { words } = view;
  const it = message.poll;
  const kind = (it.quiz ? words.quiz : words.poll)[it.anonymous ? 'anonymous' : 'named'];
  const about = element('p', { class: 'soft' }, it.closed ? `${kind} · ${words.closed}` : kind, countdown(it, words));
  const question = element('p', { class: 'question', dir: 'auto' }, formatted(it.question, it.question_entities, words, view.does));
  const description = it.description ? element('p', { dir: 'auto' }, formatted(it.description, it.description_entities, words, view.does)) : null;
  const options = it.results || it.closed ? results(it, words) : it.voted ? waiting(it, words) : choices(message, view);
  const why = it.explanation ? element('blockquote', { dir: 'auto' }, formatted(it.explanation, it.explanation_entities, words, view.does)) : null;
  const tally = element('p', { class: 'tally' }, element('span', { class: 'soft' }, words.votes(it.total)), meta(message, words));
  return element('div', { class: 'poll' }, question, about, description, ...options, why, tally);
}

function countdown(it, words) {
  if (!it.closes || it.closed) return null;
  const left = Math.max(0, Math.round(it.closes - Date.now() / 1000));
  return element('span', { class: 'countdown', 'data-closes': it.closes }, ` · ${words.left(left)}`);
}

function choices(message, view) {
  const it = message.poll;
  if (!it.several) {
    return it.options.map((option, number) =>
      element('button', { type: 'button', class: 'choice', onclick: () => view.does.vote(message, [number]) }, element('i', { 'aria-hidden': 'true' }), option.text));
  }
  const boxes = it.options.map((option, number) =>
    element('label', { class: 'choice' }, element('input', { type: 'checkbox', value: number }), option.text));
  const vote = () => view.does.vote(message, boxes.map(box => box.firstChild).filter(box => box.checked).map(box => Number(box.value)));
  return [...boxes, element('button', { type: 'button', class: 'key', onclick: vote }, view.words.vote)];
}

const waiting = (it, words) =>
  it.options.map(option => element('p', { class: 'choice' }, option.text, option.chosen ? element('small', {}, words.chosen) : null));

function results(it, words) {
  return it.options.map(option => {
    const share = it.total ? Math.round((100 * option.votes) / it.total) : 0;
    const bar = element('span', { class: 'share', 'aria-hidden': 'true' });
    bar.style.setProperty('--share', `${share}%`);
    const verdict = it.quiz && (option.right || option.chosen) ? (option.right ? 'right' : 'wrong') : '';
    const marks = [verdict ? words[verdict] : null, option.chosen ? words.chosen : null].filter(Boolean).join(', ');
    const sign = verdict ? icon(verdict === 'right' ? 'check' : 'close') : null;
    return element('div', { class: `result ${verdict}` }, element('b', {}, `${share} %`), element('span', {}, option.text), sign, marks ? element('small', {}, marks) : null, bar);
  });
}
