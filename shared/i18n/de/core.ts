import type { Translation } from '../catalogue.ts';
import type { coreMessages } from '../en/core.ts';

export const germanCore = {
  'connection.otherInstance': (p) =>
    `Unter dieser Adresse antwortet ein anderer Server als zuvor: ${p.product} mit der Instanz-ID ${p.found}; erwartet wurde ${p.expected}. Verbinden Sie erneut, wenn das so gewollt ist.`,
  'safety.readOnly': 'Dieser Server ist in Moref schreibgeschützt.',
  'safety.readOnly.server': (p) =>
    `${p.name} ist in Moref schreibgeschützt: Daran wird nichts geändert. Die Einstellungen des Servers können es erlauben.`,
  'safety.guard': (p) =>
    `${p.label}: Auf einem Produktivserver geht etwas verloren. Geben Sie „${p.guard}“ ein, um fortzufahren.`,
  'operation.of': (p) => `${p.operation}: ${p.object}`,
  'operation.none': (p) => `${p.object} hat keinen Vorgang „${p.operation}“.`,
  'operation.notNow': (p) => `${p.operation} ist für ${p.object} jetzt nicht möglich: ${p.reason}`,
  'bulk.question': (p, { plural }) =>
    `${p.operation}: ${plural(p.count, { one: '# Objekt', other: '# Objekte' })}?`,
  'link.error.lost': 'Die Verbindung zwischen diesem Fenster und Moref ist abgerissen.',
  'link.error.away':
    'Die Verbindung zwischen diesem Fenster und Moref ist abgerissen; sie wird wiederhergestellt.',
  'link.error.streamOverrun': 'Es wurde mehr gesendet, als die Gegenseite annehmen konnte.',
  'link.error.streamStuck': 'Die Gegenseite nimmt nichts mehr an; die Verbindung wurde aufgegeben.',
  'link.error.cancelled': 'Abgebrochen.',
  'link.error.tooMuch': (p) =>
    `${p.call} wurde nicht gesendet: Es enthält mehr, als eine Nachricht fasst, ${p.megabytes} MB. Verlangen Sie weniger auf einmal.`,
  'link.error.answerTooLarge': (p) =>
    `${p.call}: Die Antwort ist größer, als eine Nachricht sein darf, ${p.megabytes} MB. Verlangen Sie weniger auf einmal.`,
  'operation.any': 'Der Vorgang',
  'operation.notBegun': (p) => `${p.doing}: aufgegeben, bevor etwas gesendet wurde.`,
  'left.perhaps': (p) => `Es ist nicht bekannt, ob dies ausgeführt wurde: ${p.left}`,
  'left.error': (p, { plural }) => {
    const rest =
      p.more === 0 ? [] : [plural(p.more, { one: 'Und eines mehr.', other: 'Und # weitere.' })];
    return [p.problem, 'Davon bleibt zurück:', ...p.left, ...rest].join(' ');
  },
  'operation.notFor': (p) => `${p.operation} gibt es für ${p.object} nicht.`,
  'operation.noChoices': (p) => `${p.operation}: Für „${p.input}“ gibt es keine Auswahl.`,
  'task.lost': (p) =>
    `Die Verbindung ging verloren, während „${p.task}“ lief, und der Server führt die Aufgabe nicht mehr auf. Ob sie erfolgreich war, ist nicht bekannt: Prüfen Sie ${p.object}.`,
  'task.gone': (p) =>
    `Der Server hat „${p.task}“ von seiner Liste genommen, bevor er das Ende gemeldet hat. Ob die Aufgabe erfolgreich war, ist nicht bekannt: Prüfen Sie ${p.object}.`,
  'task.lost.object': 'das Objekt',
  'store.halfSaved': (p) =>
    `Es wurde nicht alles gespeichert: ${p.paths} wurde geändert, bevor der Datenträger ausfiel, und konnte nicht zurückgesetzt werden. ${p.problem}`,
  'server.halfRemoved': (p) =>
    `Der Server wurde entfernt, aber nicht alles, was Moref von ihm aufbewahrt: Das wird beim nächsten Start gelöscht. ${p.problem}`,
  'task.failed': (p) => `„${p.task}“ ist fehlgeschlagen; der Server nennt keinen Grund.`,
  'task.notCancelable': (p) => `„${p.task}“ kann jetzt nicht abgebrochen werden.`,
  'task.unknownToServer': (p) =>
    `Der Server kennt die Aufgabe „${p.task}“ nicht mehr. Ob sie erfolgreich war, ist nicht bekannt: Prüfen Sie das Objekt.`,
  'run.unsent': (p) => `${p.problem} Für ${p.object} wurde nichts gesendet.`,
  'run.unanswered': (p) =>
    `Es wurde gesendet, aber nicht beantwortet. Ob es ausgeführt wurde, ist nicht bekannt: Prüfen Sie ${p.object}.`,
  'run.taskCancelled': 'Die zugehörige Aufgabe wurde abgebrochen.',
  'run.lost': (p) =>
    `Die Verbindung zu ${p.server} ging währenddessen verloren. Ob es ausgeführt wurde, ist nicht bekannt: Prüfen Sie ${p.object}.`,
  'run.notConnected': (p) =>
    `Es besteht keine Verbindung zu ${p.server}: Für ${p.object} wurde nichts gesendet. Stellen Sie die Verbindung her und wiederholen Sie den Vorgang.`,
  'input.complaint': (p) => `${p.object}: ${p.complaint}`,
  'input.unknown': (p) => `Es gibt keine Eingabe „${p.name}“.`,
  'input.unwanted': (p) => `${p.label} passt nicht zu den anderen Eingaben.`,
  'input.text': (p) => `${p.label} muss ein Text sein.`,
  'input.yesOrNo': (p) => `${p.label} muss Ja oder Nein sein.`,
  'input.choice': (p) => `${p.label} muss zur Auswahl stehen.`,
  'input.choice.changed': (p) =>
    `${p.label} muss zur Auswahl stehen; die Auswahl kann sich inzwischen geändert haben.`,
  'input.tooLong': (p, { number }) => `${p.label} hat mehr als ${number(p.limit)} Zeichen.`,
  'input.singleLine': (p) => `${p.label} muss aus einer einzigen Zeile bestehen.`,
  'input.unsendable': (p) =>
    `${p.label} enthält Zeichen, die an keinen Server gesendet werden können (Steuerzeichen oder halbe Zeichen). Löschen Sie sie.`,
  'input.whole': (p) => `${p.label} muss eine ganze Zahl sein.`,
  'run.stopped': 'Es wurde nicht gesendet: Der Sammelvorgang wurde angehalten.',
  'run.stoppedAtFailure': 'Es wurde nicht gesendet: Der Sammelvorgang hält beim ersten Fehler an.',
  'run.stopping.wait':
    'Der Sammelvorgang wird angehalten. Warten Sie, bis beendet ist, was noch läuft.',
  'run.notFinished': 'Der Sammelvorgang ist nicht beendet. Halten Sie ihn zuerst an.',
  'run.unknown': 'Moref kennt diesen Sammelvorgang nicht mehr.',
  'run.nothingAnswered': 'Es kam keine Antwort.',
  'run.notInAnswer': 'Die Antwort erwähnt es nicht.',
  'run.notStarted': 'Der Sammelvorgang wurde nicht gestartet.',
  'run.dismissed': 'Der Sammelvorgang wurde aus der Liste genommen.',
  'run.nameTaken': (p) => `Der Server hat schon eine virtuelle Maschine namens ${p.name}.`,
  'run.notEach': (p) =>
    `${p.operation} kann mit einem Objekt nicht mehrmals nach ${p.input} gemacht werden.`,
  'run.noOperation': (p) => `Keines der Objekte hat einen Vorgang „${p.operation}“.`,
  'task.unknown': 'Moref kennt diese Aufgabe nicht mehr.',
  'explorer.none':
    'Dieser Server hat keine API, die sich selbst beschreibt, oder sie ist nicht erreichbar.',
  'demo.empty': 'Die Demo-Umgebung hat keinen Server.',
  'server.gone': 'Diesen Server gibt es in Moref nicht mehr. Möglicherweise wurde er entfernt.',
  'server.gone.notPinned':
    'Diesen Server gibt es in Moref nicht mehr; seinem Zertifikat wird nicht vertraut.',
  'server.removed': 'Der Server wurde aus Moref entfernt.',
  'server.familyFixed':
    'Die Art eines Servers kann nicht geändert werden. Fügen Sie den anderen Server neu hinzu.',
  'server.demoFixed':
    'Der Server der Demo-Umgebung kann nicht geändert werden: Er entsteht bei jedem Start neu.',
  'server.isKept':
    'Der Server ist bereits in der Liste: Er wird dort geändert und nicht ausprobiert.',
  'server.noFamily': (p) =>
    `${p.name}: Diese Version von Moref unterstützt keine Server der Art ${p.family}.`,
  'server.noPassword': (p) =>
    `Moref hat kein Kennwort für ${p.user} auf ${p.name}. Geben Sie es ein, um zu verbinden.`,
  'server.notConnected':
    'Derzeit besteht keine Verbindung zum Server. Stellen Sie sie her und versuchen Sie es erneut.',
  'server.closedEarly': (p) =>
    `Die Verbindung zu ${p.name} wurde geschlossen, bevor sie hergestellt war.`,
  'object.notThere': (p) => `${p.object} ist nicht mehr vorhanden.`,
  'skip.serverRemoved': 'Der zugehörige Server wurde aus Moref entfernt.',
  'skip.notThere': 'Es ist nicht mehr vorhanden.',
  'skip.noOperation': 'Diesen Vorgang gibt es dafür nicht.',
  'secrets.undecryptable': (p) =>
    `Der Schlüsselspeicher des Systems (${p.backend}) kann das gespeicherte Kennwort nicht entschlüsseln. Geben Sie das Kennwort erneut ein.`,
} as const satisfies Translation<typeof coreMessages>;
