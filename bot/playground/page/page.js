// The page: who is writing, which chat is open, what happens live.

import { element, icon, unseen } from './dom.js';
import { clock, hue, initials, messageElement } from './message.js';
import { foldQuotes } from './text.js';
import { wordsFor } from './words.js';

const TYPING_LASTS = 5000; // as long as Telegram shows a chat action
const at = Object.fromEntries([...document.querySelectorAll('[id]')].map(node => [node.id, node]));
const drafts = new Map();

let me = null;
let people = [];
let bot = {};
let chats = new Map();
let open = null;
let words = wordsFor('id');
let elsewhere = new Set();
let answering = null; // {mode: 'reply' | 'edit', message}
let stream = null;
const pressed = new Map(); // press id → the button that waits for its answer
const early = new Set(); // answers that were here before the press was known to have arrived
let typingTimer = 0;
let stuck = true; // the newest message is in sight, and shall stay so

const chat = () => chats.get(open);

// Talking with the server

async function post(act, wish = {}) {
  const body = JSON.stringify({ as: me.id, chat: open, ...wish });
  try {
    const answer = await fetch(`/act/${act}`, { method: 'POST', body, headers: { 'X-Playground': '1', 'Content-Type': 'application/json' } });
    const said = await answer.json();
    if (answer.ok) return said;
    toast(said.error === 'button_gone' ? words.buttonGone : said.error);
  } catch {
    toast(words.failed);
  }
  return null;
}

function listen(person) {
  stream?.close();
  stream = new EventSource(`/events?as=${person ?? ''}`);
  const on = (kind, react) => stream.addEventListener(kind, event => react(JSON.parse(event.data)));
  on('everything', begin);
  on('said', said);
  on('edited', edited);
  on('deleted', deleted);
  on('chat', changed);
  on('action', acting);
  on('answered', answered);
  on('elsewhere', person => {
    elsewhere.add(person);
    drawPeople();
  });
  stream.onopen = () => document.body.classList.remove('offline');
  stream.onerror = () => {
    document.body.classList.add('offline');
    drawStatus(words.offline);
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => listen(me?.id), 2000);
  };
}

// What happens

function begin(everything) {
  const known = me?.id === everything.me.id ? chats : new Map();
  ({ me, people, bot } = everything);
  words = wordsFor(me.language);
  document.documentElement.lang = me.language;
  elsewhere.delete(me.id);
  chats = new Map(everything.chats.map(one => [one.id, prepared(one, known.get(one.id))]));
  const wished = Number(new URLSearchParams(location.hash.slice(1)).get('chat'));
  const kept = chats.has(open) ? open : chats.has(wished) ? wished : me.id;
  sayWords();
  drawPeople();
  show(kept);
}

function prepared(one, before) {
  return { ...one, messages: new Map(one.messages.map(message => [message.id, message])), unread: before?.unread ?? 0 };
}

function said(message) {
  const where = chats.get(message.chat);
  if (!where) return;
  where.messages.set(message.id, message);
  if (message.chat === open) {
    if (message.from.bot) stopTyping();
    const follow = isAtEnd() || message.mine;
    add(message);
    drawFoot();
    follow ? toEnd() : (at.down.hidden = false);
  }
  if (!message.mine && (message.chat !== open || isListShown() || document.hidden)) where.unread += 1;
  drawChats();
}

function edited(message) {
  chats.get(message.chat)?.messages.set(message.id, message);
  if (message.chat === open) replace(message);
  drawChats();
}

function deleted(message) {
  chats.get(message.chat)?.messages.delete(message.id);
  if (message.chat === open) {
    find(message.id)?.remove();
    at.log.querySelectorAll('.date').forEach(day => {
      if (!day.nextElementSibling || day.nextElementSibling.matches('.date')) day.remove();
    });
    drawFoot();
  }
  drawChats();
}

function changed(view) {
  const before = chats.get(view.id);
  chats.set(view.id, prepared(view, before));
  if (view.id === open) {
    drawBar();
    drawFoot();
  }
  drawChats();
}

function acting({ chat: where, action }) {
  if (where !== open) return;
  drawStatus(action.startsWith('upload') ? words.sending : words.typing, true);
  const follow = isAtEnd();
  at.typing.hidden = false;
  if (follow) toEnd();
  clearTimeout(typingTimer);
  typingTimer = setTimeout(stopTyping, TYPING_LASTS);
}

function stopTyping() {
  clearTimeout(typingTimer);
  at.typing.hidden = true;
  drawStatus();
}

function answered({ press, text, alert }) {
  if (!pressed.has(press)) early.add(press);
  pressed.get(press)?.removeAttribute('aria-busy');
  pressed.delete(press);
  if (!text) return;
  if (alert) {
    at.toast.hidden = true;
    at['alert-text'].textContent = text;
    at.alert.showModal();
  } else toast(text);
}

// What the person does

const does = {
  say: text => post('say', { text }),
  start: payload => {
    show(me.id, true);
    post('start', { payload });
  },
  startPayload: url => {
    const { host, pathname, searchParams } = new URL(url);
    return host === 't.me' && pathname.slice(1).toLowerCase() === bot.username.toLowerCase() ? searchParams.get('start') : null;
  },
  tell: text => toast(text),
  copy: async text => {
    try {
      await navigator.clipboard.writeText(text);
      toast(words.copied);
    } catch {
      toast(text); // where copying is forbidden, it can at least be read
    }
  },
  press: async (message, button, node) => {
    node.setAttribute('aria-busy', 'true');
    const started = await post('press', { message: message.id, data: button.value });
    if (!started || early.delete(started.press)) {
      node.removeAttribute('aria-busy');
      return;
    }
    pressed.set(started.press, node);
    // An answer that never comes leaves the button usable.
    setTimeout(() => node.removeAttribute('aria-busy'), 5000);
  },
  vote: (message, options) => options.length && post('vote', { message: message.id, options }),
  reply: message => answer('reply', message),
  edit: message => answer('edit', message),
  show: id => {
    const node = find(id);
    node?.scrollIntoView({ block: 'center' });
    node?.focus();
  },
};

function answer(mode, message) {
  answering = { mode, message };
  if (mode === 'edit') at.text.value = message.text;
  drawReplying();
  grow();
  at.text.focus();
}

async function send() {
  const text = at.text.value.trim();
  if (!text) return;
  const now = answering;
  at.text.value = '';
  drafts.delete(open);
  closeAnswer();
  grow();
  drawMenu();
  const done = now?.mode === 'edit'
    ? await post('edit', { message: now.message.id, text })
    : await post('say', { text, reply_to: now?.message.id });
  if (!done && !at.text.value) {
    at.text.value = text;
    grow();
  }
}

function closeAnswer() {
  answering = null;
  drawReplying();
}

async function upload(files) {
  for (const file of files) {
    if (!file.size) {
      toast(words.emptyFile);
      continue;
    }
    const query = new URLSearchParams({ as: me.id, chat: open, name: file.name });
    const sent = await fetch(`/upload?${query}`, { method: 'POST', body: file, headers: { 'X-Playground': '1' } }).catch(() => null);
    if (!sent?.ok) toast(words.failed);
  }
}

function switchTo(person) {
  drafts.clear();
  open = null;
  location.hash = `as=${person}`;
  listen(person);
}

// Drawing

function sayWords() {
  document.title = bot.name;
  at.here.textContent = words.here;
  at.as.textContent = words.as;
  at['chats-label'].textContent = words.chats;
  at.back.setAttribute('aria-label', words.back);
  at.send.setAttribute('aria-label', words.send);
  at.attach.setAttribute('aria-label', words.attach);
  at.slash.setAttribute('aria-label', words.commands);
  at.menu.setAttribute('aria-label', words.commands);
  at.down.setAttribute('aria-label', words.down);
  at.text.setAttribute('aria-label', words.write);
  at.text.placeholder = words.write;
  at.drop.textContent = words.drop;
  at.begin.textContent = words.start;
  at.side.setAttribute('aria-label', words.chats);
}

function drawPeople() {
  at.people.replaceChildren(...people.map(person => {
    const radio = element('input', { type: 'radio', name: 'person', value: person.id, class: 'unseen', onchange: () => switchTo(person.id) });
    radio.checked = person.id === me.id;
    const about = `${words[person.role]} · ${words.language[person.language]}`;
    const dot = elsewhere.has(person.id) ? element('span', { class: 'dot' }, unseen(words.elsewhere)) : null;
    const face = element('span', { class: `face hue-${hue(person)}`, 'aria-hidden': 'true' }, initials(person.name), dot);
    return element('label', { class: 'person' }, radio, face, element('span', {}, element('strong', {}, person.name), element('small', {}, about)));
  }));
  at.me.replaceChildren(element('span', { class: `face hue-${hue(me)}`, 'aria-hidden': 'true' }, initials(me.name), elsewhere.size ? element('span', { class: 'dot' }) : ''));
  at.me.setAttribute('aria-label', words.me(me.name));
}

function drawChats() {
  const focused = document.activeElement?.closest?.('.chats button')?.dataset.chat;
  at.chats.replaceChildren(...[...chats.values()].map(one => {
    const last = [...one.messages.values()].at(-1);
    const text = last ? preview(last) : words.nothing;
    const when = last ? element('time', {}, clock(last.date)) : null;
    const unread = one.unread ? element('span', { class: 'unread' }, String(one.unread), unseen(` ${words.unread('')}`)) : null;
    const about = { type: 'button', 'data-chat': one.id, 'aria-current': one.id === open ? 'true' : null, onclick: () => show(one.id, true) };
    return element('li', {}, element('button', about, face(one), element('strong', {}, one.title), when, element('span', { class: 'soft' }, text), unread));
  }));
  if (focused) at.chats.querySelector(`[data-chat="${focused}"]`)?.focus();
}

function preview(message) {
  if (message.service) return messageElement(message, { words }).textContent;
  const text = message.poll?.question || message.text || message.document?.name || message.sticker || (message.photo ? words.picture : '…');
  return message.mine ? `${words.you}: ${text}` : text;
}

function face(one) {
  const about = { class: `face ${one.private ? 'hue-0' : 'hue-group'}`, 'aria-hidden': 'true' };
  return one.private ? element('img', { ...about, src: '/page/icon.svg', alt: '' }) : element('span', about, initials(one.title));
}

function show(id, chosen = false) {
  if (open !== null && open !== id) drafts.set(open, at.text.value);
  const same = open === id;
  open = id;
  location.replace(`#as=${me.id}&chat=${id}`);
  at.app.dataset.view = chosen || !isListShown() ? 'chat' : at.app.dataset.view;
  chat().unread = 0;
  if (!same) {
    closeAnswer();
    at.text.value = drafts.get(id) ?? '';
    grow();
  }
  stopTyping();
  drawBar();
  drawLog();
  drawFoot();
  drawChats();
  drawMenu();
  if (chosen) at.text.focus({ preventScroll: true });
}

function drawBar() {
  const one = chat();
  at.title.textContent = one.title;
  at.face.replaceWith((at.face = face(one)));
  at.log.setAttribute('aria-label', words.log(one.title));
  drawStatus();
}

function drawStatus(text, live = false) {
  const one = chat();
  const usual = one?.private ? bot.about || words.bot : words.members(one?.members ?? []);
  at.status.textContent = text ?? usual;
  at.status.classList.toggle('live', live);
}

function drawLog() {
  // Read out what comes, not what has been standing there.
  at.log.setAttribute('aria-live', 'off');
  at.log.replaceChildren();
  for (const message of chat().messages.values()) add(message);
  toEnd();
  setTimeout(() => at.log.setAttribute('aria-live', 'polite'), 200);
}

const view = () => ({ words, does, group: !chat().private });
const find = id => at.log.querySelector(`[data-id="${id}"]`);

function add(message) {
  const before = [...chat().messages.values()].filter(other => other.id < message.id).at(-1);
  if (!before || day(before) !== day(message)) at.log.append(element('p', { class: 'day date' }, dayName(message)));
  const node = messageElement(message, view());
  if (before && before.from.id === message.from.id && !before.service && day(before) === day(message)) node.classList.add('follows');
  at.log.append(node);
  foldQuotes(node);
}

function replace(message) {
  const old = find(message.id);
  if (!old) return;
  const node = messageElement(message, view());
  node.classList.toggle('follows', old.classList.contains('follows'));
  const follow = isAtEnd();
  const focused = old.contains(document.activeElement) ? [...old.querySelectorAll('button, a')].indexOf(document.activeElement) : null;
  const wereOpen = old.querySelector('.spoiler:not([role])') && old.querySelector('.text')?.textContent === node.querySelector('.text')?.textContent;
  old.replaceWith(node);
  foldQuotes(node);
  if (wereOpen) node.querySelectorAll('.spoiler').forEach(one => ['role', 'tabindex', 'aria-label'].forEach(name => one.removeAttribute(name)));
  if (focused !== null) (node.querySelector('.keys')?.querySelector('button, a') ?? node).focus({ preventScroll: true });
  if (follow) toEnd();
}

const day = message => new Date(message.date * 1000).toDateString();

function dayName(message) {
  const when = new Date(message.date * 1000);
  const ago = days => new Date(Date.now() - days * 864e5).toDateString();
  if (day(message) === ago(0)) return words.today;
  if (day(message) === ago(1)) return words.yesterday;
  return when.toLocaleDateString(me.language, { day: 'numeric', month: 'long', year: 'numeric' });
}

function drawFoot() {
  const one = chat();
  const fresh = one.private && one.messages.size === 0;
  at.begin.hidden = !fresh;
  at.composer.hidden = fresh;
  at.welcome.hidden = !fresh;
  if (fresh) at.welcome.replaceChildren(element('img', { src: '/page/icon.svg', alt: '', width: 72, height: 72 }), element('h3', {}, bot.name), element('p', {}, bot.description || bot.about || ''));
  at.slash.hidden = one.commands.length === 0;
  drawPanel(one);
}

function drawPanel(one) {
  const rows = one.panel.keyboard ?? [];
  at.panel.hidden = rows.length === 0;
  at.panel.replaceChildren(...rows.map(row => element('div', { class: 'row' }, ...row.map(button => {
    const text = button.text ?? button;
    return element('button', { type: 'button', class: 'key', onclick: () => does.say(text) }, text);
  }))));
  const asked = one.panel.force_reply && one.messages.get(one.panel.message_id);
  if (asked && !answering && !asked.replied) {
    asked.replied = true;
    answering = { mode: 'reply', message: asked };
    drawReplying();
  }
}

function drawReplying() {
  at.replying.hidden = !answering;
  if (!answering) return;
  const { mode, message } = answering;
  const title = mode === 'edit' ? words.editing : words.replyingTo(message.mine ? words.you : message.from.name);
  const close = element('button', { type: 'button', class: 'icon', 'aria-label': words.cancel, onclick: () => {
    if (mode === 'edit') at.text.value = '';
    closeAnswer();
    grow();
    at.text.focus();
  } }, icon('close'));
  at.replying.replaceChildren(icon(mode), element('div', {}, element('strong', {}, title), element('span', { class: 'soft' }, preview(message))), close);
}

// The menu of commands

function drawMenu(all = false) {
  const typed = at.text.value;
  const matching = /^\/\w*$/.test(typed) || all ? (chat()?.commands ?? []).filter(one => all || `/${one.command}`.startsWith(typed)) : [];
  at.menu.hidden = matching.length === 0;
  at.menu.replaceChildren(...matching.map((one, number) =>
    element('li', { role: 'option', id: `command-${number}`, 'aria-selected': 'false', onclick: () => choose(one) }, element('strong', {}, `/${one.command}`), element('span', { class: 'soft' }, one.description))));
  for (const node of [at.text, at.slash]) node.setAttribute('aria-expanded', String(!at.menu.hidden));
  at.text.removeAttribute('aria-activedescendant');
}

function choose(command) {
  at.text.value = '';
  drawMenu();
  grow();
  does.say(`/${command.command}`);
  at.text.focus();
}

function moveInMenu(step) {
  const options = [...at.menu.children];
  const now = options.findIndex(option => option.getAttribute('aria-selected') === 'true');
  const next = options[(now + step + options.length) % options.length] ?? options[0];
  options.forEach(option => option.setAttribute('aria-selected', String(option === next)));
  at.text.setAttribute('aria-activedescendant', next.id);
  next.scrollIntoView({ block: 'nearest' });
}

// Small things

const isListShown = () => at.app.dataset.view === 'list' && matchMedia('(max-width: 759px)').matches;
const isAtEnd = () => at.scroll.scrollHeight - at.scroll.scrollTop - at.scroll.clientHeight < 80;

function toEnd() {
  at.scroll.scrollTop = at.scroll.scrollHeight;
  stuck = true;
  at.down.hidden = true;
}

function grow() {
  at.text.style.blockSize = 'auto';
  at.text.style.blockSize = `${Math.min(at.text.scrollHeight, innerHeight * 0.35)}px`;
}

let toastTimer = 0;

function toast(text) {
  at.toast.textContent = text;
  at.toast.hidden = false;
  clearTimeout(toastTimer);
  // Long enough to be read: 3 s, and a second more for every 20 letters.
  toastTimer = setTimeout(() => (at.toast.hidden = true), 3000 + text.length * 50);
}

function listChats() {
  at.app.dataset.view = 'list';
  at.people.querySelector('input:checked')?.focus();
}

at.composer.addEventListener('submit', event => {
  event.preventDefault();
  send();
  at.text.focus();
});
at.text.addEventListener('input', () => {
  grow();
  drawMenu();
});
at.text.addEventListener('keydown', event => {
  const inMenu = !at.menu.hidden;
  if (inMenu && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    moveInMenu(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Escape') {
    at.menu.hidden = true;
    closeAnswer();
  } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    const picked = inMenu && at.menu.querySelector('[aria-selected="true"]');
    picked ? picked.click() : send();
  }
});
at.slash.addEventListener('click', () => {
  drawMenu(at.menu.hidden);
  if (!at.menu.hidden) at.text.focus();
});
at.attach.addEventListener('click', () => at.file.click());
at.file.addEventListener('change', () => {
  upload([...at.file.files]);
  at.file.value = '';
});
at.begin.addEventListener('click', () => {
  post('start');
  at.composer.hidden = false;
  at.text.focus();
});
at.down.addEventListener('click', toEnd);
at.back.addEventListener('click', listChats);
at.me.addEventListener('click', listChats);
at.scroll.addEventListener('scroll', () => {
  stuck = isAtEnd();
  if (stuck) at.down.hidden = true;
});
// Where there is no hover, a tap on a bubble shows what can be done with it.
at.log.addEventListener('click', event => {
  const tapped = event.target.closest('.message');
  at.log.querySelectorAll('.tapped').forEach(node => node !== tapped && node.classList.remove('tapped'));
  if (tapped && !event.target.closest('button, a, input, label, [role=button]')) tapped.classList.toggle('tapped');
});
document.addEventListener('visibilitychange', () => {
  if (document.hidden || !chat()) return;
  chat().unread = 0;
  drawChats();
});

let dragging = 0;
at.chat.addEventListener('dragenter', event => {
  if (![...event.dataTransfer.types].includes('Files')) return;
  dragging += 1;
  at.drop.hidden = false;
});
at.chat.addEventListener('dragleave', () => {
  dragging = Math.max(0, dragging - 1);
  at.drop.hidden = dragging === 0;
});
at.chat.addEventListener('dragover', event => event.preventDefault());
at.chat.addEventListener('drop', event => {
  event.preventDefault();
  dragging = 0;
  at.drop.hidden = true;
  upload([...event.dataTransfer.files]);
});

setInterval(() => {
  for (const node of document.querySelectorAll('.countdown')) {
    const left = Math.max(0, Math.round(Number(node.dataset.closes) - Date.now() / 1000));
    node.textContent = ` · ${words.left(left)}`;
  }
}, 1000);

new ResizeObserver(() => stuck && toEnd()).observe(at.scroll);
listen(new URLSearchParams(location.hash.slice(1)).get('as'));
