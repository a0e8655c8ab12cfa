<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source> or </source>
        <comment>between keys</comment>
        <translation> oder </translation>
    </message>
    <message>
        <source> or </source>
        <comment>between types</comment>
        <translation> oder </translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds</comment>
        <translation> s</translation>
    </message>
    <message numerus="yes">
        <source>%Ln attempt(s)</source>
        <translation>
            <numerusform>%Ln Versuch</numerusform>
            <numerusform>%Ln Versuche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln Byte</numerusform>
            <numerusform>%Ln Byte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s) had no room at the right and stayed on the clipboard.</source>
        <translation>
            <numerusform>%Ln Spalte hatte rechts keinen Platz und blieb in der Zwischenablage.</numerusform>
            <numerusform>%Ln Spalten hatten rechts keinen Platz und blieben in der Zwischenablage.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connection(s) made.</source>
        <translation>
            <numerusform>%Ln Verbindung angelegt.</numerusform>
            <numerusform>%Ln Verbindungen angelegt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) ago</source>
        <translation>
            <numerusform>vor %Ln Tag</numerusform>
            <numerusform>vor %Ln Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln differs from what is here under the same ID, which stays as it is.</source>
        <translation>
            <numerusform>%Ln weicht von dem ab, was hier dieselbe ID hat; das bleibt, wie es ist.</numerusform>
            <numerusform>%Ln weichen von dem ab, was hier dieselbe ID hat; das bleibt, wie es ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln differs in star, note or tags; those here are kept.</source>
        <translation>
            <numerusform>%Ln weicht in Stern, Notiz oder Schlagwörtern ab; die hiesigen bleiben.</numerusform>
            <numerusform>%Ln weichen in Stern, Notiz oder Schlagwörtern ab; die hiesigen bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln Fehler</numerusform>
            <numerusform>%Ln Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event tracker(s), read {ago}.</source>
        <translation>
            <numerusform>%Ln Event-Tracker, gelesen {ago}.</numerusform>
            <numerusform>%Ln Event-Tracker, gelesen {ago}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln Ereignis</numerusform>
            <numerusform>%Ln Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s)</source>
        <translation>
            <numerusform>%Ln Austausch</numerusform>
            <numerusform>%Ln Austausche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s) added from {file}.</source>
        <translation>
            <numerusform>%Ln Austausch aus {file} hinzugefügt.</numerusform>
            <numerusform>%Ln Austausche aus {file} hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s) deleted.</source>
        <translation>
            <numerusform>%Ln Austausch gelöscht.</numerusform>
            <numerusform>%Ln Austausche gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s) went from the history for good.</source>
        <translation>
            <numerusform>%Ln Austausch endgültig aus dem Verlauf gelöscht.</numerusform>
            <numerusform>%Ln Austausche endgültig aus dem Verlauf gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s) went so far.</source>
        <translation>
            <numerusform>Bisher %Ln Austausch gelöscht.</numerusform>
            <numerusform>Bisher %Ln Austausche gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s), {size} on disk</source>
        <translation>
            <numerusform>%Ln Austausch, {size} auf der Festplatte</numerusform>
            <numerusform>%Ln Austausche, {size} auf der Festplatte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s), {size} on disk, {free} of them free for new ones</source>
        <translation>
            <numerusform>%Ln Austausch, {size} auf der Festplatte, davon {free} frei für neue</numerusform>
            <numerusform>%Ln Austausche, {size} auf der Festplatte, davon {free} frei für neue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln field(s) · from {source}, read {ago}</source>
        <translation>
            <numerusform>%Ln Feld · aus {source}, gelesen {ago}</numerusform>
            <numerusform>%Ln Felder · aus {source}, gelesen {ago}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) under File ▸ Open recent</source>
        <translation>
            <numerusform>%Ln Datei unter Datei ▸ Zuletzt verwendete öffnen</numerusform>
            <numerusform>%Ln Dateien unter Datei ▸ Zuletzt verwendete öffnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hint(s)</source>
        <translation>
            <numerusform>%Ln Hinweis</numerusform>
            <numerusform>%Ln Hinweise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s) ago</source>
        <translation>
            <numerusform>vor %Ln Stunde</numerusform>
            <numerusform>vor %Ln Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s) · read {ago}</source>
        <translation>
            <numerusform>%Ln Artikel · gelesen {ago}</numerusform>
            <numerusform>%Ln Artikel · gelesen {ago}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s), without titles · read {ago}</source>
        <translation>
            <numerusform>%Ln Artikel, ohne Titel · gelesen {ago}</numerusform>
            <numerusform>%Ln Artikel, ohne Titel · gelesen {ago}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s), {titled} with a title · read {ago}</source>
        <translation>
            <numerusform>%Ln Artikel, {titled} mit Titel · gelesen {ago}</numerusform>
            <numerusform>%Ln Artikel, {titled} mit Titel · gelesen {ago}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) could not be read:</source>
        <translation>
            <numerusform>%Ln Zeile konnte nicht gelesen werden:</numerusform>
            <numerusform>%Ln Zeilen konnten nicht gelesen werden:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) differ.</source>
        <translation>
            <numerusform>%Ln Zeile unterscheidet sich.</numerusform>
            <numerusform>%Ln Zeilen unterscheiden sich.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) ago</source>
        <translation>
            <numerusform>vor %Ln Minute</numerusform>
            <numerusform>vor %Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more filter(s): show them all</source>
        <translation>
            <numerusform>%Ln weiterer Filter: alle anzeigen</numerusform>
            <numerusform>%Ln weitere Filter: alle anzeigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln Anfrage</numerusform>
            <numerusform>%Ln Anfragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) sent to “{place}”</source>
        <translation>
            <numerusform>%Ln Anfrage an „{place}“ gesendet</numerusform>
            <numerusform>%Ln Anfragen an „{place}“ gesendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rule(s) silenced for every connection.</source>
        <translation>
            <numerusform>%Ln Regel ist für alle Verbindungen stummgeschaltet.</numerusform>
            <numerusform>%Ln Regeln sind für alle Verbindungen stummgeschaltet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rule(s) silenced for every connection: {rules}.</source>
        <translation>
            <numerusform>%Ln Regel ist für alle Verbindungen stummgeschaltet: {rules}.</numerusform>
            <numerusform>%Ln Regeln sind für alle Verbindungen stummgeschaltet: {rules}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rule(s) silenced for this connection: {rules}.</source>
        <translation>
            <numerusform>%Ln Regel ist für diese Verbindung stummgeschaltet: {rules}.</numerusform>
            <numerusform>%Ln Regeln sind für diese Verbindung stummgeschaltet: {rules}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s)</source>
        <translation>
            <numerusform>%Ln Vorschlag</numerusform>
            <numerusform>%Ln Vorschläge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s)</source>
        <comment>of so many</comment>
        <translation>
            <numerusform>%Ln Benutzer</numerusform>
            <numerusform>%Ln Benutzern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln Warnung</numerusform>
            <numerusform>%Ln Warnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln was here already.</source>
        <translation>
            <numerusform>%Ln war schon hier.</numerusform>
            <numerusform>%Ln waren schon hier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a star, a note or tags would stay.</source>
        <translation>
            <numerusform>%Ln mit Stern, Notiz oder Schlagwörtern bliebe.</numerusform>
            <numerusform>%Ln mit Stern, Notiz oder Schlagwörtern blieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without star, note or tags here got those of the file.</source>
        <translation>
            <numerusform>%Ln ohne Stern, Notiz oder Schlagwörter hat die aus der Datei bekommen.</numerusform>
            <numerusform>%Ln ohne Stern, Notiz oder Schlagwörter haben die aus der Datei bekommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>&amp;Über Events Console</translation>
    </message>
    <message>
        <source>&amp;Add event</source>
        <translation>Ereignis &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Arm production…</source>
        <translation>&amp;Produktion scharf schalten…</translation>
    </message>
    <message>
        <source>&amp;Bring back a replaced request…</source>
        <translation>E&amp;rsetzte Anfrage zurückholen…</translation>
    </message>
    <message>
        <source>&amp;Checks…</source>
        <translation>&amp;Prüfungen…</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <comment>the list of recent files</comment>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>&amp;Verbindung</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy request as</source>
        <translation>Anfrage &amp;kopieren als</translation>
    </message>
    <message>
        <source>&amp;Crash reports…</source>
        <translation>&amp;Absturzberichte…</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Delete %Ln exchange(s)…</source>
        <translation>
            <numerusform>%Ln Austausch &amp;löschen…</numerusform>
            <numerusform>%Ln Austausche &amp;löschen…</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>&amp;Duplicate event</source>
        <translation>Ereignis ver&amp;doppeln</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Export %Ln exchange(s)…</source>
        <translation>
            <numerusform>%Ln Austausch e&amp;xportieren…</numerusform>
            <numerusform>%Ln Austausche e&amp;xportieren…</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Export chosen…</source>
        <translation>Ausgewählte e&amp;xportieren…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Filter…</source>
        <translation>&amp;Filtern…</translation>
    </message>
    <message>
        <source>&amp;First steps</source>
        <translation>&amp;Erste Schritte</translation>
    </message>
    <message>
        <source>&amp;Fix all safe</source>
        <translation>Alle sicheren &amp;beheben</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;High contrast, light</source>
        <translation>Hoher &amp;Kontrast, hell</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>Ver&amp;lauf</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>&amp;Keep history…</source>
        <translation>Verlauf aufbe&amp;wahren…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Load into composer</source>
        <translation>In die &amp;Bearbeitung laden</translation>
    </message>
    <message>
        <source>&amp;Manage connections…</source>
        <translation>Verbindungen &amp;verwalten…</translation>
    </message>
    <message>
        <source>&amp;Manage saved searches…</source>
        <translation>Gespeicherte Suchen &amp;verwalten…</translation>
    </message>
    <message>
        <source>&amp;New request</source>
        <translation>&amp;Neue Anfrage</translation>
    </message>
    <message>
        <source>&amp;New session</source>
        <translation>Neue &amp;Sitzung</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <comment>difference</comment>
        <translation>&amp;Nächster</translation>
    </message>
    <message>
        <source>&amp;Note and tags…</source>
        <translation>N&amp;otiz und Schlagwörter…</translation>
    </message>
    <message>
        <source>&amp;Open exchange</source>
        <translation>Austausch &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Pick tracker…</source>
        <translation>&amp;Tracker auswählen…</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <comment>difference</comment>
        <translation>&amp;Voriger</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>&amp;Request</source>
        <translation>A&amp;nfrage</translation>
    </message>
    <message>
        <source>&amp;Resend as it was</source>
        <translation>Unverändert e&amp;rneut senden</translation>
    </message>
    <message>
        <source>&amp;Rules of the lint</source>
        <translation>&amp;Regeln der Prüfung</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Save this search…</source>
        <translation>Diese Suche &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Star</source>
        <translation>&amp;Stern setzen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>200 ratings of 50 travellers, sent as one request for each ten of a user.</source>
        <translation>200 Bewertungen von 50 Reisenden, gesendet als je eine Anfrage für bis zu zehn eines Benutzers.</translation>
    </message>
    <message>
        <source>5 minutes before sending {placeholder}</source>
        <translation>5 Minuten vor dem Senden {placeholder}</translation>
    </message>
    <message>
        <source>= Nothing differs.</source>
        <translation>= Keine Unterschiede.</translation>
    </message>
    <message>
        <source>? No answer yet</source>
        <translation>? Noch keine Antwort</translation>
    </message>
    <message>
        <source>A flight that is looked for, compared in two cabins and booked.</source>
        <translation>Ein Flug, der gesucht, in zwei Klassen verglichen und gebucht wird.</translation>
    </message>
    <message>
        <source>A number such as a rating</source>
        <translation>Eine Zahl, etwa eine Bewertung</translation>
    </message>
    <message>
        <source>A request with five errors, to see how they are told and mended.</source>
        <translation>Eine Anfrage mit fünf Fehlern, um zu sehen, wie sie gemeldet und behoben werden.</translation>
    </message>
    <message>
        <source>A rule that is not ticked finds nothing over any connection. Errors are always shown: none is listed.</source>
        <translation>Eine Regel ohne Häkchen findet über keine Verbindung etwas. Fehler werden immer angezeigt und stehen daher nicht hier.</translation>
    </message>
    <message>
        <source>A search needs a name: this one is still {before}.</source>
        <translation>Eine Suche braucht einen Namen: Diese heißt weiterhin {before}.</translation>
    </message>
    <message>
        <source>A sign stands before each line that differs; F8 goes to the next</source>
        <translation>Vor jeder abweichenden Zeile steht ein Zeichen; F8 geht zur nächsten</translation>
    </message>
    <message>
        <source>A visit to a shop, from the first view through the cart to the purchase.</source>
        <translation>Ein Besuch im Shop, vom ersten Aufruf über den Warenkorb bis zum Kauf.</translation>
    </message>
    <message>
        <source>A visit without a user ID: the session stands for the visitor.</source>
        <translation>Ein Besuch ohne Benutzer-ID: Die Sitzung steht für den Besucher.</translation>
    </message>
    <message>
        <source>AWS CLI, shorthand</source>
        <translation>AWS CLI, Kurzschreibweise</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>About this connection</source>
        <translation>Zu dieser Verbindung</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Access key ID</source>
        <translation>Zugriffsschlüssel-ID</translation>
    </message>
    <message>
        <source>Access key, kept by the keyring</source>
        <translation>Zugriffsschlüssel im Schlüsselbund</translation>
    </message>
    <message>
        <source>Account of the keys, as the last test found: show or hide it</source>
        <translation>Konto der Schlüssel, wie es der letzte Test ergab: ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Account {account}, show or hide it</source>
        <translation>Konto {account}, ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a field of the schema</source>
        <translation>Ein Feld des Schemas hinzufügen</translation>
    </message>
    <message>
        <source>Add an event ID</source>
        <translation>Ereignis-ID ergänzen</translation>
    </message>
    <message>
        <source>Add an event after the last one</source>
        <translation>Ein Ereignis hinter dem letzten hinzufügen</translation>
    </message>
    <message>
        <source>Add event</source>
        <translation>Ereignis hinzufügen</translation>
    </message>
    <message>
        <source>Add field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>Add item ID</source>
        <translation>Artikel-ID hinzufügen</translation>
    </message>
    <message>
        <source>Add item ID to the impression</source>
        <translation>Artikel-ID zur Impression hinzufügen</translation>
    </message>
    <message>
        <source>Add missing event IDs when sending</source>
        <translation>Fehlende Ereignis-IDs beim Senden ergänzen</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Add, edit, test and delete connections</source>
        <translation>Verbindungen anlegen, ändern, testen und löschen</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>All found</source>
        <translation>Alle gefundenen</translation>
    </message>
    <message>
        <source>All that is kept; it can be imported again.</source>
        <translation>Alles, was aufbewahrt ist; lässt sich wieder importieren.</translation>
    </message>
    <message>
        <source>All {count} found</source>
        <translation>Alle {count} gefundenen</translation>
    </message>
    <message>
        <source>All {count} or more found</source>
        <translation>Alle gefundenen, {count} oder mehr</translation>
    </message>
    <message>
        <source>All {count} rules are checked.</source>
        <translation>Alle {count} Regeln werden geprüft.</translation>
    </message>
    <message>
        <source>Allow requests to production for now</source>
        <translation>Anfragen an die Produktion vorerst zulassen</translation>
    </message>
    <message>
        <source>Also write the open file itself after each edit</source>
        <translation>Nach jeder Änderung auch die geöffnete Datei selbst schreiben</translation>
    </message>
    <message>
        <source>An ID that begins with ASIA is that of temporary keys: they are good with their token alone.</source>
        <translation>Eine ID, die mit ASIA beginnt, gehört zu vorübergehenden Schlüsseln: Sie gelten nur zusammen mit ihrem Token.</translation>
    </message>
    <message>
        <source>An apostrophe comes before cells that begin with = + - @.</source>
        <translation>Zellen, die mit = + - @ beginnen, erhalten davor ein Hochkomma.</translation>
    </message>
    <message>
        <source>An evening of films: what was clicked, and how much of it was watched.</source>
        <translation>Ein Filmabend: was angeklickt und wie viel davon gesehen wurde.</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>Anonym</translation>
    </message>
    <message>
        <source>Anonymous visitor</source>
        <translation>Anonymer Besucher</translation>
    </message>
    <message>
        <source>Anonymous: the session stands for the visitor</source>
        <translation>Anonym: Die Sitzung steht für den Besucher</translation>
    </message>
    <message>
        <source>Another search is called {name}: this one is still {before}.</source>
        <translation>Eine andere Suche heißt {name}: Diese heißt weiterhin {before}.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Answer normally</source>
        <translation>Normal antworten</translation>
    </message>
    <message>
        <source>Answer to an earlier request</source>
        <translation>Antwort auf eine frühere Anfrage</translation>
    </message>
    <message>
        <source>Answer took</source>
        <translation>Antwort nach</translation>
    </message>
    <message>
        <source>Answers to both requests</source>
        <translation>Antworten auf beide Anfragen</translation>
    </message>
    <message>
        <source>Answers took: {times}.</source>
        <translation>Antwortzeiten: {times}.</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Apply now…</source>
        <translation>Jetzt anwenden…</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>Scharf schalten</translation>
    </message>
    <message>
        <source>Arm and resend</source>
        <translation>Scharf schalten und erneut senden</translation>
    </message>
    <message>
        <source>Arm and send</source>
        <translation>Scharf schalten und senden</translation>
    </message>
    <message>
        <source>Arm production</source>
        <translation>Produktion scharf schalten</translation>
    </message>
    <message>
        <source>Arm…</source>
        <translation>Scharf schalten…</translation>
    </message>
    <message>
        <source>As</source>
        <comment>the form of a file</comment>
        <translation>Als</translation>
    </message>
    <message>
        <source>As in the search line</source>
        <translation>Wie in der Suchzeile</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>As the AWS CLI without a profile</source>
        <translation>Wie die AWS CLI ohne Profil</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>As the system: {language}</source>
        <translation>Wie das System: {language}</translation>
    </message>
    <message>
        <source>Ask the service again</source>
        <translation>Den Dienst noch einmal fragen</translation>
    </message>
    <message>
        <source>Ask the service for it</source>
        <translation>Den Dienst danach fragen</translation>
    </message>
    <message>
        <source>Asking the service for the event trackers…</source>
        <translation>Der Dienst wird nach den Event-Trackern gefragt…</translation>
    </message>
    <message>
        <source>Assume UTC</source>
        <translation>UTC annehmen</translation>
    </message>
    <message>
        <source>Assume local time</source>
        <translation>Ortszeit annehmen</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>Datei anhängen</translation>
    </message>
    <message>
        <source>Attach a file…</source>
        <translation>Datei anhängen…</translation>
    </message>
    <message>
        <source>Attach another file instead</source>
        <translation>Stattdessen eine andere Datei anhängen</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Attribution source</source>
        <translation>Zuordnungsquelle</translation>
    </message>
    <message>
        <source>Avro schemas (*.json *.avsc *.avro.json *.txt);;All files (*)</source>
        <translation>Avro-Schemas (*.json *.avsc *.avro.json *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Begin a new connection</source>
        <translation>Neue Verbindung beginnen</translation>
    </message>
    <message>
        <source>Begin a new one like this, without its keys</source>
        <translation>Eine neue wie diese beginnen, ohne ihre Schlüssel</translation>
    </message>
    <message>
        <source>Begin a new session ID</source>
        <translation>Eine neue Sitzungs-ID beginnen</translation>
    </message>
    <message>
        <source>Begin a new session with a new ID</source>
        <translation>Eine neue Sitzung mit neuer ID beginnen</translation>
    </message>
    <message>
        <source>Begin a request; undo brings this one back</source>
        <translation>Eine Anfrage beginnen; Rückgängig holt diese zurück</translation>
    </message>
    <message>
        <source>Between…</source>
        <translation>Zwischen…</translation>
    </message>
    <message>
        <source>Beyond about</source>
        <translation>Über etwa</translation>
    </message>
    <message>
        <source>Beyond the newest</source>
        <translation>Über die neuesten</translation>
    </message>
    <message>
        <source>Blanks separate tags; both are found by searching.</source>
        <translation>Leerzeichen trennen Schlagwörter; die Suche findet beides.</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Body of the answer</source>
        <translation>Inhalt der Antwort</translation>
    </message>
    <message>
        <source>Body of {size}, as it stands. Sending fills in placeholders and event IDs.</source>
        <translation>Inhalt von {size}, so wie er dasteht. Beim Senden werden Platzhalter und Ereignis-IDs ausgefüllt.</translation>
    </message>
    <message>
        <source>Body of {size}. Nothing has left: sending makes new times and event IDs.</source>
        <translation>Inhalt von {size}. Nichts wurde gesendet: Beim Senden entstehen neue Zeiten und Ereignis-IDs.</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Bring back a replaced request</source>
        <translation>Ersetzte Anfrage zurückholen</translation>
    </message>
    <message>
        <source>Bring back request</source>
        <translation>Anfrage zurückholen</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>Nach Regel</translation>
    </message>
    <message>
        <source>CA bundle</source>
        <translation>CA-Zertifikate</translation>
    </message>
    <message>
        <source>CSV (item interactions)</source>
        <translation>CSV (Artikelinteraktionen)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled: nothing was written.</source>
        <translation>Abgebrochen: Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Canonical request</source>
        <translation>Kanonische Anfrage</translation>
    </message>
    <message>
        <source>Canonical request (the session token is hidden here, but is in the hash below)</source>
        <translation>Kanonische Anfrage (das Sitzungs-Token ist hier verborgen, geht aber in den Hash unten ein)</translation>
    </message>
    <message>
        <source>Catches</source>
        <translation>Findet</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Certificates to trust</source>
        <translation>Zertifikate, denen vertraut wird</translation>
    </message>
    <message>
        <source>Change a cell</source>
        <translation>Eine Zelle ändern</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Check</source>
        <comment>column: a box</comment>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check against it no longer</source>
        <translation>Nicht mehr dagegen prüfen</translation>
    </message>
    <message>
        <source>Check all again</source>
        <translation>Wieder alle prüfen</translation>
    </message>
    <message>
        <source>Checking the request…</source>
        <translation>Die Anfrage wird geprüft…</translation>
    </message>
    <message>
        <source>Checking {done} of {total}…</source>
        <translation>{done} von {total} werden geprüft…</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Checks for {connection}</source>
        <translation>Prüfungen für {connection}</translation>
    </message>
    <message>
        <source>Checks…</source>
        <translation>Prüfungen…</translation>
    </message>
    <message>
        <source>Choose a bar of a chart</source>
        <translation>Balken eines Diagramms wählen</translation>
    </message>
    <message>
        <source>Choose a file and write it</source>
        <translation>Datei wählen und schreiben</translation>
    </message>
    <message>
        <source>Choose a file of certificates to trust</source>
        <translation>Datei mit Zertifikaten auswählen, denen vertraut wird</translation>
    </message>
    <message>
        <source>Choose a row to see its values in full; Ctrl+C copies the chosen rows.</source>
        <translation>Wählen Sie eine Zeile, um ihre Werte vollständig zu sehen; Strg+C kopiert die gewählten Zeilen.</translation>
    </message>
    <message>
        <source>Choose an event tracker of the account</source>
        <translation>Einen Event-Tracker des Kontos auswählen</translation>
    </message>
    <message>
        <source>Choose between {repairs}</source>
        <translation>Zwischen {repairs} wählen</translation>
    </message>
    <message>
        <source>Choose from those of the account</source>
        <translation>Aus den Trackern des Kontos auswählen</translation>
    </message>
    <message>
        <source>Choose look, language, time zone and what else stays so from now on</source>
        <translation>Aussehen, Sprache, Zeitzone und anderes Dauerhafte wählen</translation>
    </message>
    <message>
        <source>Choose one of the requests that others were put in the place of</source>
        <translation>Eine der Anfragen auswählen, an deren Stelle andere getreten sind</translation>
    </message>
    <message>
        <source>Choose the rules that are checked</source>
        <translation>Auswählen, welche Regeln geprüft werden</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle leeren</translation>
    </message>
    <message>
        <source>Clear cells</source>
        <translation>Zellen leeren</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Clear the search and all filters</source>
        <translation>Suche und alle Filter leeren</translation>
    </message>
    <message>
        <source>Click to take this filter back</source>
        <translation>Klicken, um diesen Filter zu entfernen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message>
        <source>Closing sends no more of them. The events keep their IDs: sent again, each counts once.</source>
        <translation>Nach dem Schließen werden keine mehr gesendet. Die Ereignisse behalten ihre IDs: Erneut gesendet zählt jedes einmal.</translation>
    </message>
    <message>
        <source>Closing the window now loses what was typed since it was last saved.</source>
        <translation>Wird das Fenster jetzt geschlossen, geht verloren, was seit dem letzten Speichern getippt wurde.</translation>
    </message>
    <message>
        <source>Co&amp;mpare the two</source>
        <translation>Beid&amp;e vergleichen</translation>
    </message>
    <message>
        <source>Co&amp;mpare with the draft</source>
        <translation>Mit dem &amp;Entwurf vergleichen</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Code is shown for up to {most} events; here are {count} events.</source>
        <translation>Code wird für bis zu {most} Ereignisse gezeigt; hier sind es {count}.</translation>
    </message>
    <message>
        <source>Code of the MFA device</source>
        <translation>Code des MFA-Geräts</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Vergleich läuft</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Compose PutEvents requests, see at once what is wrong with them, send them, and keep every answer.</source>
        <translation>PutEvents-Anfragen zusammenstellen, sofort sehen, was daran nicht stimmt, sie senden und jede Antwort aufbewahren.</translation>
    </message>
    <message>
        <source>Confirm host</source>
        <translation>Host bestätigen</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Connection {name} · {kind}</source>
        <translation>Verbindung {name} · {kind}</translation>
    </message>
    <message>
        <source>Connection {name}, {kind}: choose another</source>
        <translation>Verbindung {name}, {kind}: andere wählen</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln row(s).</source>
        <translation>
            <numerusform>%Ln Zeile kopiert.</numerusform>
            <numerusform>%Ln Zeilen kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied the first {most} of {count} rows.</source>
        <translation>Die ersten {most} von {count} Zeilen kopiert.</translation>
    </message>
    <message>
        <source>Copied the history ID.</source>
        <translation>Verlaufs-ID kopiert.</translation>
    </message>
    <message>
        <source>Copied the request ID.</source>
        <translation>Anfrage-ID kopiert.</translation>
    </message>
    <message>
        <source>Copied the request as {form} for {shell}.</source>
        <translation>Anfrage als {form} für {shell} kopiert.</translation>
    </message>
    <message>
        <source>Copied the request as {form}.</source>
        <translation>Anfrage als {form} kopiert.</translation>
    </message>
    <message>
        <source>Copied {count} characters of the request on the wire.</source>
        <translation>{count} Zeichen der Anfrage kopiert, wie sie übertragen wird.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;history ID</source>
        <translation>&amp;Verlaufs-ID kopieren</translation>
    </message>
    <message>
        <source>Copy all of this text</source>
        <translation>Den ganzen Text kopieren</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Meldung kopieren</translation>
    </message>
    <message>
        <source>Copy re&amp;quest ID</source>
        <translation>&amp;Anfrage-ID kopieren</translation>
    </message>
    <message>
        <source>Copy re&amp;quest as</source>
        <translation>Anfra&amp;ge kopieren als</translation>
    </message>
    <message>
        <source>Copy statement</source>
        <translation>Anweisung kopieren</translation>
    </message>
    <message>
        <source>Copy the IAM statement, to have it added</source>
        <translation>Die IAM-Anweisung kopieren, um sie ergänzen zu lassen</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Den Code kopieren</translation>
    </message>
    <message>
        <source>Copy the request ID</source>
        <translation>Die Anfrage-ID kopieren</translation>
    </message>
    <message>
        <source>Copy the versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Crash reports</source>
        <translation>Absturzberichte</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Return</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Strg+F</translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation>Strg+S</translation>
    </message>
    <message>
        <source>Ctrl+Space</source>
        <translation>Strg+Leertaste</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>Cut cells</source>
        <translation>Zellen ausschneiden</translation>
    </message>
    <message>
        <source>D&amp;elete event</source>
        <translation>Ereignis &amp;löschen</translation>
    </message>
    <message>
        <source>Dataset group</source>
        <translation>Datensatzgruppe</translation>
    </message>
    <message>
        <source>Dataset schema</source>
        <translation>Schema des Datensatzes</translation>
    </message>
    <message>
        <source>Dataset schema, items and rules that requests over this connection are checked against</source>
        <translation>Schema des Datensatzes, Artikel und Regeln, gegen die Anfragen über diese Verbindung geprüft werden</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Datum und Uhrzeit</translation>
    </message>
    <message>
        <source>Day, month or minute of sending: 2026-11-21, 2026-11, 2026-11-21T12:37, today, yesterday</source>
        <translation>Tag, Monat oder Minute des Sendens: 2026-11-21, 2026-11, 2026-11-21T12:37, today, yesterday</translation>
    </message>
    <message>
        <source>Days to keep</source>
        <translation>Tage der Aufbewahrung</translation>
    </message>
    <message>
        <source>Decode once</source>
        <translation>Einmal entschlüsseln</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln event(s)</source>
        <translation>
            <numerusform>Ereignis löschen</numerusform>
            <numerusform>%Ln Ereignisse löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln exchange(s) from the history?</source>
        <translation>
            <numerusform>Diesen Austausch aus dem Verlauf löschen?</numerusform>
            <numerusform>Diese %Ln Austausche aus dem Verlauf löschen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln exchange(s) sent until {day}?</source>
        <translation>
            <numerusform>%Ln Austausch löschen, gesendet bis {day}?</numerusform>
            <numerusform>%Ln Austausche löschen, gesendet bis {day}?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete for good what the preview tells of</source>
        <translation>Endgültig löschen, was die Vorschau nennt</translation>
    </message>
    <message>
        <source>Delete no more</source>
        <translation>Nichts weiter löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete the %Ln exchange(s) that {search} finds?</source>
        <translation>
            <numerusform>Den Austausch löschen, den {search} findet?</numerusform>
            <numerusform>Die %Ln Austausche löschen, die {search} findet?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the connection “{name}”?</source>
        <translation>Verbindung „{name}“ löschen?</translation>
    </message>
    <message>
        <source>Delete the selected one of the saved searches</source>
        <translation>Ausgewählte gespeicherte Suche löschen</translation>
    </message>
    <message>
        <source>Delete the {count} found…</source>
        <translation>Die {count} gefundenen löschen…</translation>
    </message>
    <message>
        <source>Delete this connection</source>
        <translation>Diese Verbindung löschen</translation>
    </message>
    <message>
        <source>Delete what goes beyond a limit</source>
        <translation>Löschen, was über eine Grenze hinausgeht</translation>
    </message>
    <message>
        <source>Deleted at each start and once a day: {what}.</source>
        <translation>Bei jedem Start und einmal am Tag wird gelöscht: {what}.</translation>
    </message>
    <message>
        <source>Deleted exchanges are wiped from the disk and cannot be brought back.</source>
        <translation>Gelöschte Austausche werden auf der Festplatte überschrieben und lassen sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message numerus="yes">
        <source>Deleting %Ln exchange(s)</source>
        <translation>
            <numerusform>%Ln Austausch wird gelöscht</numerusform>
            <numerusform>%Ln Austausche werden gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleting exchanges</source>
        <translation>Austausche werden gelöscht</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>Wird gelöscht…</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>Entwicklung</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Differences only</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard JSON text</source>
        <translation>JSON-Text verwerfen</translation>
    </message>
    <message>
        <source>Discard text</source>
        <translation>Text verwerfen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Do not keep it</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Do without the first steps (Esc)</source>
        <translation>Auf die ersten Schritte verzichten (Esc)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Draft saved</source>
        <translation>Entwurf gespeichert</translation>
    </message>
    <message>
        <source>Dual-stack (IPv4 and IPv6)</source>
        <translation>Dual-Stack (IPv4 und IPv6)</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %Ln event(s)</source>
        <translation>
            <numerusform>Ereignis duplizieren</numerusform>
            <numerusform>%Ln Ereignisse duplizieren</numerusform>
        </translation>
    </message>
    <message>
        <source>E&amp;xport all…</source>
        <translation>Alle ex&amp;portieren…</translation>
    </message>
    <message>
        <source>E&amp;xport the {count} found…</source>
        <translation>Die {count} gefundenen ex&amp;portieren…</translation>
    </message>
    <message>
        <source>E-commerce</source>
        <translation>E-Commerce</translation>
    </message>
    <message>
        <source>Each becomes a connection that takes its keys from the profile. Choose Production for those with real data: nothing is sent with them before somebody has typed the connection’s name.</source>
        <translation>Jedes wird zu einer Verbindung, die ihre Schlüssel aus dem Profil nimmt. Wählen Sie „Produktion“ für die mit echten Daten: Mit ihnen wird nichts gesendet, bevor jemand den Namen der Verbindung eingegeben hat.</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Frühere</translation>
    </message>
    <message>
        <source>Edit JSON</source>
        <translation>JSON bearbeiten</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Notiz bearbeiten</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>Zelle bearbeiten</translation>
    </message>
    <message>
        <source>Edit the note and the tags</source>
        <translation>Notiz und Schlagwörter bearbeiten</translation>
    </message>
    <message>
        <source>Edit the note and the tags (N)</source>
        <translation>Notiz und Schlagwörter bearbeiten (N)</translation>
    </message>
    <message>
        <source>Edit {field}</source>
        <translation>{field} bearbeiten</translation>
    </message>
    <message>
        <source>Empty = anonymous visitor</source>
        <translation>Leer = anonymer Besucher</translation>
    </message>
    <message>
        <source>Empty the search of the history</source>
        <translation>Suche im Verlauf leeren</translation>
    </message>
    <message>
        <source>Empty the selected cells; delete rows selected by their number</source>
        <translation>Ausgewählte Zellen leeren; an ihrer Nummer ausgewählte Zeilen löschen</translation>
    </message>
    <message>
        <source>Empty: anonymous</source>
        <translation>Leer: anonym</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Endpoint, certificates, time-outs, attempts, proxy</source>
        <translation>Endpunkt, Zertifikate, Zeitlimits, Versuche, Proxy</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Enter begins another; paste several with commas, tabs or lines between them</source>
        <translation>Die Eingabetaste beginnt die nächste; mehrere lassen sich durch Kommas, Tabulatoren oder Zeilen getrennt einfügen</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Error code</source>
        <translation>Fehlercode</translation>
    </message>
    <message>
        <source>Error code of the answer</source>
        <translation>Fehlercode der Antwort</translation>
    </message>
    <message>
        <source>Errors are always shown: the service refuses such a request, or it cannot mean what was meant.</source>
        <translation>Fehler werden immer gezeigt: Der Dienst lehnt eine solche Anfrage ab, oder sie kann nicht bedeuten, was gemeint war.</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Escape clears, Down goes to the exchanges found</source>
        <translation>Escape leert die Zeile, Pfeil nach unten führt zu den gefundenen Austauschen.</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Event ID</source>
        <translation>Ereignis-ID</translation>
    </message>
    <message>
        <source>Event IDs</source>
        <translation>Ereignis-IDs</translation>
    </message>
    <message>
        <source>Event IDs, times and order are compared too.</source>
        <translation>Auch Ereignis-IDs, Zeiten und Reihenfolge werden verglichen.</translation>
    </message>
    <message>
        <source>Event inspector</source>
        <translation>Detailansicht des Ereignisses</translation>
    </message>
    <message>
        <source>Event numbers</source>
        <translation>Ereignisnummern</translation>
    </message>
    <message>
        <source>Event trackers</source>
        <translation>Event-Tracker</translation>
    </message>
    <message>
        <source>Event trackers of {connection}</source>
        <translation>Event-Tracker von {connection}</translation>
    </message>
    <message>
        <source>Event type</source>
        <translation>Ereignistyp</translation>
    </message>
    <message>
        <source>Event {left} ({right} on the right)</source>
        <translation>Ereignis {left} (rechts {right})</translation>
    </message>
    <message>
        <source>Event {number}</source>
        <translation>Ereignis {number}</translation>
    </message>
    <message>
        <source>Event {number} · only on the left</source>
        <translation>Ereignis {number} · nur links</translation>
    </message>
    <message>
        <source>Event {number} · only on the right</source>
        <translation>Ereignis {number} · nur rechts</translation>
    </message>
    <message>
        <source>Event {number}: {message}</source>
        <translation>Ereignis {number}: {message}</translation>
    </message>
    <message numerus="yes">
        <source>Event(s) {events} keep their event IDs, so that none counts twice: unchanged since it was sent; “Send as new” makes new ones.</source>
        <translation>
            <numerusform>Ereignis {events} behält seine Ereignis-ID, damit keines doppelt zählt: seit dem Senden unverändert; „Als neu senden“ erzeugt neue.</numerusform>
            <numerusform>Die Ereignisse {events} behalten ihre Ereignis-IDs, damit keines doppelt zählt: seit dem Senden unverändert; „Als neu senden“ erzeugt neue.</numerusform>
        </translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Events Console crashed when it was open last.</source>
        <translation>Events Console ist beim letzten Mal abgestürzt.</translation>
    </message>
    <message>
        <source>Events that have been checked</source>
        <translation>Geprüfte Ereignisse</translation>
    </message>
    <message>
        <source>Events {first}–{last} of {total}, read-only: a request of this length is edited in the table or in its file.</source>
        <translation>Ereignisse {first}–{last} von {total}, schreibgeschützt: Eine Anfrage dieser Länge wird in der Tabelle oder in ihrer Datei bearbeitet.</translation>
    </message>
    <message>
        <source>Every sandbox of this installation knows it; it is worth nothing elsewhere.</source>
        <translation>Jede Sandbox dieser Installation kennt ihn; anderswo ist er nichts wert.</translation>
    </message>
    <message>
        <source>Everything in the history</source>
        <translation>Der ganze Verlauf</translation>
    </message>
    <message numerus="yes">
        <source>Everything in the history (%Ln exchange(s))</source>
        <translation>
            <numerusform>Der ganze Verlauf (%Ln Austausch)</numerusform>
            <numerusform>Der ganze Verlauf (%Ln Austausche)</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is kept: nothing is ever deleted unless you do it.</source>
        <translation>Alles wird aufbewahrt: Gelöscht wird nur, was Sie selbst löschen.</translation>
    </message>
    <message>
        <source>Exactly what left, but for secrets.</source>
        <translation>Genau das, was gesendet wurde, nur ohne Geheimnisse.</translation>
    </message>
    <message>
        <source>Exchange left and right</source>
        <translation>Links und rechts vertauschen</translation>
    </message>
    <message>
        <source>Exchanges</source>
        <translation>Austausche</translation>
    </message>
    <message>
        <source>Exchanges to keep</source>
        <translation>Anzahl aufbewahrter Austausche</translation>
    </message>
    <message>
        <source>Export exchanges</source>
        <translation>Austausche exportieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>F2, Enter or typing</source>
        <translation>F2, Enter oder Tippen</translation>
    </message>
    <message>
        <source>F8 and Shift+F8</source>
        <translation>F8 und Umschalt+F8</translation>
    </message>
    <message>
        <source>F8 goes to the next difference, Shift+F8 to the one before</source>
        <translation>F8 geht zum nächsten Unterschied, Umschalt+F8 zum vorigen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Fed by</source>
        <translation>Gespeist aus</translation>
    </message>
    <message>
        <source>Fetch again</source>
        <translation>Erneut abrufen</translation>
    </message>
    <message>
        <source>Fetch through the tracker</source>
        <translation>Über den Tracker abrufen</translation>
    </message>
    <message>
        <source>Fetching makes List and Describe calls alone, which change nothing, with the tracking ID of the request.</source>
        <translation>Beim Abrufen gibt es nur List- und Describe-Aufrufe, die nichts ändern, mit der Tracking-ID der Anfrage.</translation>
    </message>
    <message>
        <source>Fetching the schema</source>
        <translation>Schema wird abgerufen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Fields of both requests</source>
        <translation>Felder beider Anfragen</translation>
    </message>
    <message>
        <source>Fields of the schema</source>
        <translation>Felder des Schemas</translation>
    </message>
    <message>
        <source>Fields of the schema that the properties do not give yet</source>
        <translation>Felder des Schemas, die in den Eigenschaften noch fehlen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Fill the screen with larger type, and hide IDs and accounts from an audience</source>
        <translation>Den Bildschirm mit größerer Schrift füllen und IDs und Konten vor Zuschauern verbergen</translation>
    </message>
    <message>
        <source>Filter</source>
        <comment>verb on a button</comment>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter by outcome, connection, item, period and more (Ctrl+Alt+F)</source>
        <translation>Nach Ergebnis, Verbindung, Artikel, Zeitraum und mehr filtern (Strg+Alt+F)</translation>
    </message>
    <message>
        <source>Filter rules</source>
        <translation>Regeln filtern</translation>
    </message>
    <message>
        <source>Filter the history</source>
        <translation>Verlauf filtern</translation>
    </message>
    <message>
        <source>Filter the history, {count} on</source>
        <translation>Verlauf filtern, {count} aktiv</translation>
    </message>
    <message>
        <source>Filter {filter}: take it back</source>
        <translation>Filter {filter}: entfernen</translation>
    </message>
    <message>
        <source>Find any action by its name</source>
        <translation>Jede Aktion beim Namen finden</translation>
    </message>
    <message>
        <source>Find it again</source>
        <translation>Wiederfinden</translation>
    </message>
    <message>
        <source>Find only these: {counts}</source>
        <translation>Nur diese suchen: {counts}</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>First event</source>
        <translation>Erstes Ereignis</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Five things wrong</source>
        <translation>Fünf Fehler</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Beheben</translation>
    </message>
    <message>
        <source>Fix all</source>
        <translation>Alle beheben</translation>
    </message>
    <message>
        <source>Fix all safe</source>
        <translation>Alle sicheren beheben</translation>
    </message>
    <message>
        <source>Fix all {count}</source>
        <translation>Alle {count} beheben</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>Beheben…</translation>
    </message>
    <message>
        <source>For a stand-in of the service, such as events-console sandbox.</source>
        <translation>Für ein Gegenstück des Dienstes wie events-console sandbox.</translation>
    </message>
    <message>
        <source>For data that may be spoiled.</source>
        <translation>Für Daten, die verdorben werden dürfen.</translation>
    </message>
    <message>
        <source>Forget keys</source>
        <translation>Schlüssel vergessen</translation>
    </message>
    <message>
        <source>Forget the keys of “{name}”?</source>
        <translation>Schlüssel von „{name}“ vergessen?</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget which files were opened and saved; the files stay</source>
        <translation>Vergessen, welche Dateien geöffnet und gespeichert wurden; die Dateien bleiben</translation>
    </message>
    <message>
        <source>Forgetting the keys…</source>
        <translation>Schlüssel werden vergessen…</translation>
    </message>
    <message>
        <source>Form of the code</source>
        <translation>Form des Codes</translation>
    </message>
    <message>
        <source>From the history · {time}</source>
        <translation>Aus dem Verlauf · {time}</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Give events IDs</source>
        <translation>Ereignissen IDs geben</translation>
    </message>
    <message>
        <source>Give it a new ID</source>
        <translation>Neue ID vergeben</translation>
    </message>
    <message>
        <source>Give the event a new random ID</source>
        <translation>Dem Ereignis eine neue zufällige ID geben</translation>
    </message>
    <message>
        <source>Go back to the latest request</source>
        <translation>Zurück zur letzten Anfrage</translation>
    </message>
    <message>
        <source>Go back to what was listed before</source>
        <translation>Zurück zu dem, was vorher aufgelistet war</translation>
    </message>
    <message>
        <source>Go from a search to what it has found</source>
        <translation>Von einem Suchfeld zu den Treffern gehen</translation>
    </message>
    <message>
        <source>Groups of preferences</source>
        <translation>Gruppen von Einstellungen</translation>
    </message>
    <message>
        <source>HAR file</source>
        <translation>HAR-Datei</translation>
    </message>
    <message>
        <source>HTTP request</source>
        <translation>HTTP-Anfrage</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>HTTP-Status</translation>
    </message>
    <message>
        <source>HTTP status of the answer</source>
        <translation>HTTP-Status der Antwort</translation>
    </message>
    <message>
        <source>He&amp;lp</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Headers and bodies</source>
        <translation>Header und Inhalte</translation>
    </message>
    <message>
        <source>Headers of the answer</source>
        <translation>Header der Antwort</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Hide account</source>
        <translation>Konto ausblenden</translation>
    </message>
    <message>
        <source>Hide these notes</source>
        <translation>Diese Hinweise ausblenden</translation>
    </message>
    <message>
        <source>Hide what became of the requests</source>
        <translation>Ausblenden, was aus den Anfragen geworden ist</translation>
    </message>
    <message>
        <source>High &amp;contrast, dark</source>
        <translation>Hoher K&amp;ontrast, dunkel</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>History, answers, chart and comparisons show their times in this zone, and a search for “today” or on:2026-11-21 means its days. Files, exports and the wire stay as they are: UTC.</source>
        <translation>Verlauf, Antworten, Diagramm und Vergleiche zeigen Zeiten in dieser Zone, und eine Suche nach „today“ oder on:2026-11-21 meint deren Tage. Dateien, Exporte und Übertragung bleiben, wie sie sind: UTC.</translation>
    </message>
    <message>
        <source>How everything here is done</source>
        <translation>Wie alles hier gemacht wird</translation>
    </message>
    <message>
        <source>IDs are hidden while presenting, so that this is for reading: edit in the table.</source>
        <translation>Beim Präsentieren sind IDs verborgen, deshalb ist dies nur zum Lesen: Bearbeiten Sie die Tabelle.</translation>
    </message>
    <message>
        <source>Ignore event IDs</source>
        <translation>Ereignis-IDs ignorieren</translation>
    </message>
    <message>
        <source>Ignore order</source>
        <translation>Reihenfolge ignorieren</translation>
    </message>
    <message>
        <source>Ignore sent at</source>
        <translation>Zeitpunkt ignorieren</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln profile(s)</source>
        <translation>
            <numerusform>%Ln Profil importieren</numerusform>
            <numerusform>%Ln Profile importieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Import exchanges</source>
        <translation>Austausche importieren</translation>
    </message>
    <message>
        <source>Import exchanges…</source>
        <translation>Austausche importieren…</translation>
    </message>
    <message>
        <source>Import profiles</source>
        <translation>Profile importieren</translation>
    </message>
    <message>
        <source>Import profiles…</source>
        <translation>Profile importieren…</translation>
    </message>
    <message>
        <source>Importing {file}</source>
        <translation>{file} wird importiert</translation>
    </message>
    <message>
        <source>Impression</source>
        <translation>Impression</translation>
    </message>
    <message>
        <source>Impressions</source>
        <translation>Impressionen</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Insgesamt</translation>
    </message>
    <message>
        <source>In dialogs</source>
        <translation>In Dialogen</translation>
    </message>
    <message>
        <source>In searches and lists</source>
        <translation>In Suchfeldern und Listen</translation>
    </message>
    <message>
        <source>In the answer</source>
        <translation>In der Antwort</translation>
    </message>
    <message>
        <source>In the event table</source>
        <translation>In der Ereignistabelle</translation>
    </message>
    <message>
        <source>In {language} after a restart: the request stays as it is, undo begins anew.</source>
        <translation>Nach dem Neustart auf {language}: Die Anfrage bleibt, wie sie ist; „Rückgängig“ beginnt von vorn.</translation>
    </message>
    <message>
        <source>It cannot be brought back.</source>
        <translation>Sie lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>It does not say whether it will use each of the events.</source>
        <translation>Er sagt nicht, ob er jedes der Ereignisse verwenden wird.</translation>
    </message>
    <message>
        <source>It is larger than {most} MiB, the most that is opened here: split it as well.</source>
        <translation>Es ist größer als {most} MiB, und mehr wird hier nicht geöffnet: Teilen Sie es zusätzlich auf.</translation>
    </message>
    <message>
        <source>It was meant for {before}, and goes to {after} now.</source>
        <translation>Sie war für {before} bestimmt und geht jetzt an {after}.</translation>
    </message>
    <message>
        <source>It went to {before}, and goes to {after} now.</source>
        <translation>Sie ging an {before} und geht jetzt an {after}.</translation>
    </message>
    <message>
        <source>Item ID</source>
        <translation>Artikel-ID</translation>
    </message>
    <message>
        <source>Item ID of any of its events</source>
        <translation>Artikel-ID eines seiner Ereignisse</translation>
    </message>
    <message>
        <source>Item interactions</source>
        <translation>Artikelinteraktionen</translation>
    </message>
    <message>
        <source>Item, user, outcome, date, ID…</source>
        <translation>Artikel, Benutzer, Ergebnis, Datum, ID…</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Items in CSV (*.csv *.txt *.tsv);;All files (*)</source>
        <translation>Artikel als CSV (*.csv *.txt *.tsv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Its answer will still be kept here. Sent again as it was, an event that keeps its eventId counts once.</source>
        <translation>Ihre Antwort wird trotzdem hier aufbewahrt. Erneut gesendet, wie sie war, zählt ein Ereignis, das seine eventId behält, einmal.</translation>
    </message>
    <message>
        <source>Its keys are removed from the keyring as well, and cannot be brought back.</source>
        <translation>Auch ihre Schlüssel werden aus dem Schlüsselbund entfernt und lassen sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Its keys: {keys}.</source>
        <translation>Seine Schlüssel: {keys}.</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl);;All files (*)</source>
        <translation>JSON Lines (*.jsonl);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Alles aufbewahren</translation>
    </message>
    <message>
        <source>Keep history</source>
        <translation>Verlauf aufbewahren</translation>
    </message>
    <message>
        <source>Keep one of each</source>
        <translation>Von jedem eines behalten</translation>
    </message>
    <message>
        <source>Keep the first of each</source>
        <translation>Jeweils das erste behalten</translation>
    </message>
    <message>
        <source>Keep the history within these limits from now on</source>
        <translation>Den Verlauf von nun an innerhalb dieser Grenzen halten</translation>
    </message>
    <message>
        <source>Keep what the form says (Ctrl+S)</source>
        <translation>Behalten, was im Formular steht (Strg+S)</translation>
    </message>
    <message>
        <source>Keep what you have typed?</source>
        <translation>Was Sie eingegeben haben, behalten?</translation>
    </message>
    <message>
        <source>Keeping what was here</source>
        <translation>Bisheriges wird aufgehoben</translation>
    </message>
    <message>
        <source>Kept</source>
        <comment>of the history</comment>
        <translation>Aufbewahrt</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Keys from</source>
        <translation>Schlüssel aus</translation>
    </message>
    <message>
        <source>Keys may go to {host}.</source>
        <translation>Schlüssel dürfen an {host} gehen.</translation>
    </message>
    <message>
        <source>Keys, tokens and Authorization headers are never in it.</source>
        <translation>Schlüssel, Token und Authorization-Header sind nie enthalten.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kind of {profile}</source>
        <translation>Art von {profile}</translation>
    </message>
    <message>
        <source>Laid out in lines to be compared; secrets are left out.</source>
        <translation>Zum Vergleich in Zeilen gesetzt; Geheimnisse fehlen.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Spätere</translation>
    </message>
    <message>
        <source>Latest answer</source>
        <translation>Letzte Antwort</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Leave the request on its way, or do not send it</source>
        <translation>Die Anfrage unterwegs lassen oder nicht senden</translation>
    </message>
    <message>
        <source>Leave the table</source>
        <translation>Tabelle verlassen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Left and Right go from bar to bar, Home and End to the outermost; Enter finds what is in one</source>
        <translation>Links und Rechts führen von Balken zu Balken, Pos1 und Ende zu den äußersten; die Eingabetaste sucht, was in einem steckt</translation>
    </message>
    <message>
        <source>Left, in full</source>
        <translation>Links, vollständig</translation>
    </message>
    <message>
        <source>Left, what left</source>
        <translation>Links, gesendet</translation>
    </message>
    <message>
        <source>Let requests through to production for now</source>
        <translation>Anfragen vorerst zur Produktion durchlassen</translation>
    </message>
    <message>
        <source>Let the sandbox do nothing wrong</source>
        <translation>Die Sandbox keine Fehler machen lassen</translation>
    </message>
    <message>
        <source>Lines {first}–{last} of {total}, read-only: text of this length is mended in its file; File ▸ Save as… writes it as it stands.</source>
        <translation>Zeilen {first}–{last} von {total}, schreibgeschützt: Text dieser Länge wird in seiner Datei korrigiert; Datei ▸ Speichern unter … schreibt ihn, wie er ist.</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>List further problems as well</source>
        <translation>Auch weitere Probleme auflisten</translation>
    </message>
    <message>
        <source>List the problems of every rule again</source>
        <translation>Wieder die Probleme aller Regeln auflisten</translation>
    </message>
    <message>
        <source>List what the cell may say; ↓ and Enter choose</source>
        <translation>Auflisten, was in der Zelle stehen kann; ↓ und Enter wählen aus</translation>
    </message>
    <message>
        <source>List {count} more</source>
        <translation>{count} weitere auflisten</translation>
    </message>
    <message>
        <source>Load from history</source>
        <translation>Aus dem Verlauf laden</translation>
    </message>
    <message>
        <source>Load into composer and show {place}</source>
        <translation>In den Editor laden und {place} zeigen</translation>
    </message>
    <message>
        <source>Load the others and select them too</source>
        <translation>Die übrigen laden und ebenfalls auswählen</translation>
    </message>
    <message>
        <source>Loaded from the history. Undo brings back what was here.</source>
        <translation>Aus dem Verlauf geladen. Rückgängig bringt zurück, was hier war.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Long document</source>
        <translation>Langes Dokument</translation>
    </message>
    <message>
        <source>MB on disk</source>
        <comment>a limit</comment>
        <translation>MB auf der Festplatte</translation>
    </message>
    <message>
        <source>MIT licence. Made with Qt for Python (LGPL 3) and botocore (Apache License 2.0). Not made or endorsed by Amazon Web Services.</source>
        <translation>MIT-Lizenz. Gebaut mit Qt for Python (LGPL 3) und botocore (Apache License 2.0). Weder von Amazon Web Services entwickelt noch unterstützt.</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <comment>date</comment>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>Make a new event ID</source>
        <translation>Neue Ereignis-ID erzeugen</translation>
    </message>
    <message>
        <source>Make connections of the AWS CLI’s profiles</source>
        <translation>Aus den Profilen der AWS CLI Verbindungen machen</translation>
    </message>
    <message>
        <source>Make every repair that is certain and loses nothing</source>
        <translation>Alles beheben, was sicher ist und nichts verliert</translation>
    </message>
    <message>
        <source>Make every repair that is certain and loses nothing, as one undo step; left out is what has no repair, several to choose from, or one that removes something</source>
        <translation>Jede Korrektur ausführen, die eindeutig ist und nichts verliert, als einen Schritt zum Rückgängigmachen; ausgelassen wird, wofür es keine oder mehrere Korrekturen gibt oder eine, die etwas entfernt</translation>
    </message>
    <message>
        <source>Make it Unix seconds</source>
        <translation>In Unix-Sekunden umrechnen</translation>
    </message>
    <message>
        <source>Make it a list</source>
        <translation>Zur Liste machen</translation>
    </message>
    <message>
        <source>Make it text</source>
        <translation>Als Text schreiben</translation>
    </message>
    <message>
        <source>Manage connections…</source>
        <translation>Verbindungen verwalten…</translation>
    </message>
    <message>
        <source>Megabytes to keep</source>
        <translation>Megabyte der Aufbewahrung</translation>
    </message>
    <message numerus="yes">
        <source>Mend each of %Ln problem(s) that has a repair; one undo brings all back</source>
        <translation>
            <numerusform>Das %Ln Problem beheben, wenn es eine Korrektur gibt; Rückgängig bringt es zurück</numerusform>
            <numerusform>Jedes der %Ln Probleme beheben, für das es eine Korrektur gibt; einmal Rückgängig bringt alle zurück</numerusform>
        </translation>
    </message>
    <message>
        <source>Mend each problem of the selected rule that has a repair</source>
        <translation>Jedes Problem der gewählten Regel beheben, für das es eine Korrektur gibt</translation>
    </message>
    <message>
        <source>Mend the selected problem</source>
        <translation>Das gewählte Problem beheben</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Metric attribution</source>
        <translation>Metrik-Zuordnung</translation>
    </message>
    <message>
        <source>More: endpoint, certificates, time-outs, attempts, proxy</source>
        <translation>Mehr: Endpunkt, Zertifikate, Zeitlimits, Versuche, Proxy</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln event(s)</source>
        <translation>
            <numerusform>Ereignis verschieben</numerusform>
            <numerusform>%Ln Ereignisse verschieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>Nach unten (Alt+Ab)</translation>
    </message>
    <message>
        <source>Move event &amp;up</source>
        <translation>Ereignis nach &amp;oben</translation>
    </message>
    <message>
        <source>Move event do&amp;wn</source>
        <translation>Ereignis nach &amp;unten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>Nach oben (Alt+Auf)</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Verschoben</translation>
    </message>
    <message>
        <source>Multiply by 1,000</source>
        <translation>Mit 1.000 multiplizieren</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the connection</source>
        <translation>Name der Verbindung</translation>
    </message>
    <message>
        <source>Name, dataset group or tracking ID</source>
        <translation>Name, Datensatzgruppe oder Tracking-ID</translation>
    </message>
    <message>
        <source>Ne&amp;xt problem</source>
        <translation>Nä&amp;chstes Problem</translation>
    </message>
    <message>
        <source>New ID</source>
        <translation>Neue ID</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>Neues Ereignis</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>Neue Anfrage</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Neue Sitzung</translation>
    </message>
    <message>
        <source>Newest first. The present request changes places with the one that you bring back.</source>
        <translation>Die neuesten zuerst. Die jetzige Anfrage tauscht den Platz mit der, die Sie zurückholen.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next and previous difference of two exchanges</source>
        <translation>Nächster und voriger Unterschied zweier Austausche</translation>
    </message>
    <message>
        <source>Next difference (F8)</source>
        <translation>Nächster Unterschied (F8)</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>No action contains “{typed}”.</source>
        <translation>Keine Aktion enthält „{typed}“.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Ohne Antwort</translation>
    </message>
    <message>
        <source>No answer has come.</source>
        <translation>Es ist keine Antwort gekommen.</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>No dataset schema is attached</source>
        <translation>Kein Schema angehängt</translation>
    </message>
    <message>
        <source>No edited request has been replaced by another one yet.</source>
        <translation>Bisher wurde keine bearbeitete Anfrage durch eine andere ersetzt.</translation>
    </message>
    <message>
        <source>No event</source>
        <translation>Kein Ereignis</translation>
    </message>
    <message>
        <source>No event selected</source>
        <translation>Kein Ereignis ausgewählt</translation>
    </message>
    <message>
        <source>No event type</source>
        <translation>Kein Ereignistyp</translation>
    </message>
    <message>
        <source>No exchange contains “{text}”.</source>
        <translation>Kein Austausch enthält „{text}“.</translation>
    </message>
    <message>
        <source>No exchange here has a note: press N on one to write it.</source>
        <translation>Kein Austausch hier hat eine Notiz: Drücken Sie N auf einem, um sie zu schreiben.</translation>
    </message>
    <message>
        <source>No exchange here has a star: press S on one, or click into its lower right corner.</source>
        <translation>Kein Austausch hier hat einen Stern: Drücken Sie S auf einem, oder klicken Sie in seine rechte untere Ecke.</translation>
    </message>
    <message>
        <source>No exchange passes the filters and contains “{text}”: take one of them back.</source>
        <translation>Kein Austausch erfüllt die Filter und enthält „{text}“: Entfernen Sie eines davon.</translation>
    </message>
    <message>
        <source>No exchange passes the filters: take one of them back.</source>
        <translation>Kein Austausch erfüllt die Filter: Entfernen Sie einen davon.</translation>
    </message>
    <message>
        <source>No exchange was found.</source>
        <translation>Kein Austausch gefunden.</translation>
    </message>
    <message>
        <source>No items are attached</source>
        <translation>Keine Artikel angehängt</translation>
    </message>
    <message>
        <source>No keyring can be reached from here: if one has its keys, they are still there.</source>
        <translation>Von hier aus ist kein Schlüsselbund erreichbar: Falls einer die Schlüssel hat, sind sie dort noch.</translation>
    </message>
    <message>
        <source>No keys are kept for it yet.</source>
        <translation>Für sie sind noch keine Schlüssel hinterlegt.</translation>
    </message>
    <message>
        <source>No line differs.</source>
        <translation>Keine Zeile unterscheidet sich.</translation>
    </message>
    <message>
        <source>No longer only {rule}</source>
        <translation>Nicht mehr nur {rule}</translation>
    </message>
    <message>
        <source>No problem found</source>
        <translation>Kein Problem gefunden</translation>
    </message>
    <message>
        <source>No profile is chosen: choose one, or take the keys from elsewhere.</source>
        <translation>Kein Profil ist gewählt: Wählen Sie eines, oder nehmen Sie die Schlüssel von anderswo.</translation>
    </message>
    <message>
        <source>No rule is silenced for every connection.</source>
        <translation>Keine Regel ist für alle Verbindungen stummgeschaltet.</translation>
    </message>
    <message>
        <source>No search is saved.</source>
        <translation>Keine Suche ist gespeichert.</translation>
    </message>
    <message>
        <source>Nobody waits for its answer any more: it may have arrived</source>
        <translation>Auf die Antwort wartet niemand mehr: Die Anfrage kann angekommen sein</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>None: send unsigned</source>
        <translation>Keine: unsigniert senden</translation>
    </message>
    <message>
        <source>Not compared: {what}.</source>
        <translation>Nicht verglichen: {what}.</translation>
    </message>
    <message>
        <source>Not deleted: {why}</source>
        <translation>Nicht gelöscht: {why}</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Not saved: {why}</source>
        <translation>Nicht gespeichert: {why}</translation>
    </message>
    <message>
        <source>Not tested: {why}</source>
        <translation>Nicht getestet: {why}</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>Nicht vorhanden</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note and tags</source>
        <translation>Notiz und Schlagwörter</translation>
    </message>
    <message>
        <source>Note to put beneath those there are</source>
        <translation>Notiz, die unter die vorhandenen kommt</translation>
    </message>
    <message>
        <source>Notes about the request</source>
        <translation>Hinweise zur Anfrage</translation>
    </message>
    <message>
        <source>Nothing can be sent: {why}. Mend that and start again; what you compose is kept.</source>
        <translation>Es kann nichts gesendet werden: {why}. Beheben Sie das und starten Sie neu; was Sie zusammenstellen, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Nothing can be signed with this connection before keys are entered again.</source>
        <translation>Mit dieser Verbindung lässt sich nichts signieren, bis wieder Schlüssel eingegeben sind.</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Keine Unterschiede.</translation>
    </message>
    <message>
        <source>Nothing has left this computer.</source>
        <translation>Nichts hat diesen Rechner verlassen.</translation>
    </message>
    <message>
        <source>Nothing here has a repair that is safe to make for all at once.</source>
        <translation>Hier gibt es keine Korrektur, die sich sicher für alle auf einmal ausführen lässt.</translation>
    </message>
    <message>
        <source>Nothing is sent before somebody has typed the connection’s name.</source>
        <translation>Nichts wird gesendet, bevor jemand den Namen der Verbindung eingegeben hat.</translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation>Noch nichts gesendet</translation>
    </message>
    <message>
        <source>Nothing was deleted to keep the history small: its newest exchange is of {then}, and today is {now}. If that is right, choose Keep history… and Apply now.</source>
        <translation>Aus dem Verlauf wurde nichts gelöscht: Sein neuester Austausch ist vom {then}, und heute ist der {now}. Wenn das stimmt, wählen Sie „Verlauf aufbewahren…“ und „Jetzt anwenden“.</translation>
    </message>
    <message>
        <source>Nothing was fixed, because the request was edited meanwhile: fix it again.</source>
        <translation>Nichts wurde behoben, weil die Anfrage inzwischen bearbeitet wurde: Beheben Sie noch einmal.</translation>
    </message>
    <message>
        <source>Nothing was sent, because something was changed meanwhile: send it again.</source>
        <translation>Es wurde nichts gesendet, weil inzwischen etwas geändert wurde: Bitte erneut senden.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>Übertragen als</translation>
    </message>
    <message>
        <source>One row for each event; F2 or typing edits a cell, F8 goes to the next problem</source>
        <translation>Eine Zeile je Ereignis; F2 oder Tippen bearbeitet eine Zelle, F8 geht zum nächsten Problem</translation>
    </message>
    <message>
        <source>One row for each value; Enter goes to its cell</source>
        <translation>Eine Zeile je Wert; die Eingabetaste geht zur Zelle</translation>
    </message>
    <message>
        <source>Only a part of it is shown; Copy takes all {count} characters.</source>
        <translation>Nur ein Teil wird gezeigt; Kopieren nimmt alle {count} Zeichen.</translation>
    </message>
    <message>
        <source>Only left</source>
        <translation>Nur links</translation>
    </message>
    <message>
        <source>Only right</source>
        <translation>Nur rechts</translation>
    </message>
    <message>
        <source>Only the region’s own endpoint has them.</source>
        <translation>Nur der eigene Endpunkt der Region hat sie.</translation>
    </message>
    <message>
        <source>Only what the service accepted</source>
        <translation>Nur, was der Dienst angenommen hat</translation>
    </message>
    <message>
        <source>Open &amp;example</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt verwendete öffnen</translation>
    </message>
    <message>
        <source>Open a request</source>
        <translation>Anfrage öffnen</translation>
    </message>
    <message>
        <source>Open a request from a file of any form</source>
        <translation>Eine Anfrage aus einer Datei beliebiger Form öffnen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open request</source>
        <translation>Anfrage öffnen</translation>
    </message>
    <message>
        <source>Open {file}</source>
        <translation>{file} öffnen</translation>
    </message>
    <message>
        <source>Open, use or go to the selected line</source>
        <translation>Ausgewählte Zeile öffnen, verwenden oder zu ihr gehen</translation>
    </message>
    <message>
        <source>Opened {file}</source>
        <translation>{file} geöffnet</translation>
    </message>
    <message>
        <source>Opening the history…</source>
        <translation>Der Verlauf wird geöffnet…</translation>
    </message>
    <message>
        <source>Opening {file}</source>
        <translation>{file} wird geöffnet</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>Ergebnis unbekannt</translation>
    </message>
    <message>
        <source>Outcomes over time</source>
        <translation>Ergebnisse im Zeitverlauf</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>Overwriting it loses those changes.</source>
        <translation>Beim Überschreiben gehen diese Änderungen verloren.</translation>
    </message>
    <message>
        <source>P&amp;references…</source>
        <translation>Ei&amp;nstellungen…</translation>
    </message>
    <message>
        <source>P&amp;resentation mode</source>
        <translation>&amp;Vorführmodus</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste a request here: JSON or YAML, a command line of the AWS CLI or curl, Python, JavaScript, R, a raw HTTP request or a HAR file.</source>
        <translation>Fügen Sie hier eine Anfrage ein: JSON oder YAML, eine Befehlszeile der AWS CLI oder von curl, Python, JavaScript, R, eine HTTP-Anfrage im Rohtext oder eine HAR-Datei.</translation>
    </message>
    <message>
        <source>Paste an&amp;ything</source>
        <translation>&amp;Beliebiges einfügen</translation>
    </message>
    <message>
        <source>Paste anything</source>
        <translation>Beliebiges einfügen</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Pick date and time…</source>
        <translation>Datum und Uhrzeit wählen…</translation>
    </message>
    <message>
        <source>Pick tracker</source>
        <translation>Tracker auswählen</translation>
    </message>
    <message>
        <source>Pick tracker…</source>
        <translation>Tracker auswählen…</translation>
    </message>
    <message>
        <source>Placeholders and event IDs are filled in.</source>
        <translation>Platzhalter und Ereignis-IDs sind ausgefüllt.</translation>
    </message>
    <message>
        <source>Pre&amp;vious problem</source>
        <translation>&amp;Voriges Problem</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Preparation took</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Presentation mode: IDs are hidden; Escape or F11 leaves it.</source>
        <translation>Präsentationsmodus: IDs sind verborgen; Escape oder F11 beendet ihn.</translation>
    </message>
    <message>
        <source>Presenting · Esc or F11 leaves</source>
        <translation>Präsentation · Esc oder F11 beendet sie</translation>
    </message>
    <message>
        <source>Press Send when you are sure: it goes to “{name}”, the connection named at the left.</source>
        <translation>Drücken Sie „Senden“, wenn Sie sicher sind: Die Anfrage geht an „{name}“, die Verbindung, die links genannt ist.</translation>
    </message>
    <message>
        <source>Press Send. It goes to the sandbox on this computer, so that nothing can go wrong.</source>
        <translation>Drücken Sie „Senden“. Die Anfrage geht an die Sandbox auf diesem Rechner, es kann also nichts schiefgehen.</translation>
    </message>
    <message>
        <source>Previous difference (Shift+F8)</source>
        <translation>Voriger Unterschied (Umschalt+F8)</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Problems as a list</source>
        <translation>Probleme als Liste</translation>
    </message>
    <message>
        <source>Problems by rule</source>
        <translation>Probleme nach Regel</translation>
    </message>
    <message>
        <source>Problems, rules, what services answer, and code are in English in every language, so that they can be quoted and searched.</source>
        <translation>Probleme, Regeln, Antworten der Dienste und Code sind in jeder Sprache englisch, damit sie sich zitieren und suchen lassen.</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Profile of the AWS CLI</source>
        <translation>Profil der AWS CLI</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Properties as JSON text</source>
        <translation>Eigenschaften als JSON-Text</translation>
    </message>
    <message>
        <source>Properties as rows</source>
        <translation>Eigenschaften als Zeilen</translation>
    </message>
    <message>
        <source>Properties as text</source>
        <translation>Eigenschaften als Text</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>Eigenschaft</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Put the focus into the next pane</source>
        <translation>In den nächsten Bereich wechseln</translation>
    </message>
    <message>
        <source>PutEvents accepts any item ID. With the items of the dataset group, from a CSV file in the Items format (a column ITEM_ID, and one with titles if there is one), the console warns of IDs that are not among them, and completes item IDs with their titles. They are kept here and are sent nowhere.</source>
        <translation>PutEvents nimmt jede Artikel-ID an. Mit den Artikeln der Datensatzgruppe aus einer CSV-Datei im Items-Format (eine Spalte ITEM_ID und, falls vorhanden, eine mit Titeln) warnt die Konsole vor IDs, die nicht darunter sind, und ergänzt Artikel-IDs samt Titel. Sie bleiben hier und werden nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>PutEvents accepts any property and stores only those that the Item interactions schema of the dataset group has. With that schema the console warns of properties that no field takes, of values that do not fit, and of required fields that nothing fills. It is kept here, for work without a network as well.</source>
        <translation>PutEvents nimmt jede Eigenschaft an und speichert nur die, die das Schema „Item interactions“ der Datensatzgruppe hat. Mit diesem Schema warnt die Konsole vor Eigenschaften, die kein Feld aufnimmt, vor Werten, die nicht passen, und vor Pflichtfeldern, die nichts füllt. Es bleibt hier, auch zum Arbeiten ohne Netz.</translation>
    </message>
    <message>
        <source>PutEvents requests</source>
        <translation>PutEvents-Anfragen</translation>
    </message>
    <message>
        <source>Read a request from code, a command line, a HAR file or any other form</source>
        <translation>Eine Anfrage aus Code, einer Befehlszeile, einer HAR-Datei oder jeder anderen Form lesen</translation>
    </message>
    <message>
        <source>Read as</source>
        <comment>a form</comment>
        <translation>Lesen als</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Gelesen als</translation>
    </message>
    <message>
        <source>Read as UTC</source>
        <translation>Als UTC lesen</translation>
    </message>
    <message>
        <source>Read as local time ({zone})</source>
        <translation>Als Ortszeit lesen ({zone})</translation>
    </message>
    <message>
        <source>Read as {form}</source>
        <translation>Als {form} gelesen</translation>
    </message>
    <message>
        <source>Read as {time}</source>
        <translation>Als {time} lesen</translation>
    </message>
    <message>
        <source>Read {form}</source>
        <translation>{form} lesen</translation>
    </message>
    <message>
        <source>Read, copy and delete what was noted where the program itself went wrong</source>
        <translation>Lesen, kopieren und löschen, was festgehalten wurde, wo im Programm selbst etwas schiefging</translation>
    </message>
    <message>
        <source>Reading the event trackers</source>
        <translation>Event-Tracker werden gelesen</translation>
    </message>
    <message>
        <source>Reading the items</source>
        <translation>Artikel werden gelesen</translation>
    </message>
    <message>
        <source>Reading the schema</source>
        <translation>Schema wird gelesen</translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation>Der Text wird gelesen</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Recognise by itself</source>
        <translation>Automatisch erkennen</translation>
    </message>
    <message>
        <source>Recommendation ID</source>
        <translation>Empfehlungs-ID</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo “{what}”</source>
        <translation>„{what}“ wiederholen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove &amp;star</source>
        <translation>&amp;Stern entfernen</translation>
    </message>
    <message>
        <source>Remove from properties</source>
        <translation>Aus den Eigenschaften entfernen</translation>
    </message>
    <message>
        <source>Remove the current item (Del)</source>
        <translation>Den aktuellen Artikel entfernen (Entf)</translation>
    </message>
    <message>
        <source>Remove the current row (Del)</source>
        <translation>Die aktuelle Zeile entfernen (Entf)</translation>
    </message>
    <message>
        <source>Remove the kept keys for good</source>
        <translation>Die hinterlegten Schlüssel endgültig entfernen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Repair</source>
        <comment>column</comment>
        <translation>Korrektur</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Ersetzt</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Ersetzen…</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation>Anfrage-ID</translation>
    </message>
    <message>
        <source>Request as JSON</source>
        <translation>Anfrage als JSON</translation>
    </message>
    <message>
        <source>Request as code</source>
        <translation>Anfrage als Code</translation>
    </message>
    <message>
        <source>Request on its way</source>
        <translation>Anfrage unterwegs</translation>
    </message>
    <message>
        <source>Requests found</source>
        <translation>Gefundene Anfragen</translation>
    </message>
    <message>
        <source>Requests go to {url}.</source>
        <translation>Anfragen gehen an {url}.</translation>
    </message>
    <message>
        <source>Requests in any form</source>
        <translation>Anfragen in jeder Form</translation>
    </message>
    <message>
        <source>Requests of the document</source>
        <translation>Anfragen des Dokuments</translation>
    </message>
    <message>
        <source>Requests sent</source>
        <translation>Gesendete Anfragen</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Pflicht</translation>
    </message>
    <message>
        <source>Resend as ne&amp;w (new event IDs, sent now)</source>
        <translation>Als &amp;neu senden (neue Ereignis-IDs, jetzt gesendet)</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>Retention…</source>
        <translation>Aufbewahrung…</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Right, in full</source>
        <translation>Rechts, vollständig</translation>
    </message>
    <message>
        <source>Right, what left</source>
        <translation>Rechts, gesendet</translation>
    </message>
    <message>
        <source>Round to whole seconds</source>
        <translation>Auf ganze Sekunden runden</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Rules of the lint</source>
        <translation>Regeln der Prüfung</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>&amp;Tauschen</translation>
    </message>
    <message>
        <source>Sa&amp;ved searches</source>
        <translation>&amp;Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Safe to open in a spreadsheet</source>
        <translation>Sicher für Tabellenprogramme</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Same meaning</source>
        <translation>Gleichbedeutend</translation>
    </message>
    <message>
        <source>Sand&amp;box</source>
        <translation>&amp;Sandbox</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Sandbox listening on {where}</source>
        <translation>Die Sandbox lauscht auf {where}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save and use</source>
        <translation>Speichern und verwenden</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save the connection</source>
        <translation>Verbindung speichern</translation>
    </message>
    <message>
        <source>Save the note; open what was pasted</source>
        <translation>Notiz speichern; Eingefügtes öffnen</translation>
    </message>
    <message>
        <source>Save the request</source>
        <translation>Anfrage speichern</translation>
    </message>
    <message>
        <source>Save the request as the AWS CLI reads it</source>
        <translation>Die Anfrage so speichern, wie die AWS CLI sie liest</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>Saved limits apply at each start and once a day.</source>
        <translation>Gespeicherte Grenzen gelten bei jedem Start und einmal am Tag.</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Saved to {file}</source>
        <translation>In {file} gespeichert</translation>
    </message>
    <message>
        <source>Saved to {file} as it stands, which is no JSON yet.</source>
        <translation>In {file} gespeichert, wie es dasteht; noch ist es kein JSON.</translation>
    </message>
    <message>
        <source>Saved to {file}.</source>
        <translation>In {file} gespeichert.</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saving {file}</source>
        <translation>{file} wird gespeichert</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Say how long, how many or how much is kept; everything, unless you choose otherwise</source>
        <translation>Festlegen, wie lange, wie viele oder wie viel behalten wird; alles, wenn Sie nichts anderes wählen</translation>
    </message>
    <message>
        <source>Say what requests over this connection are checked against</source>
        <translation>Festlegen, wogegen Anfragen über diese Verbindung geprüft werden</translation>
    </message>
    <message>
        <source>Search IDs and titles</source>
        <translation>IDs und Titel durchsuchen</translation>
    </message>
    <message>
        <source>Search actions</source>
        <translation>Aktionen suchen</translation>
    </message>
    <message>
        <source>Search event trackers</source>
        <translation>Event-Tracker durchsuchen</translation>
    </message>
    <message>
        <source>Search in Help</source>
        <translation>In der Hilfe suchen</translation>
    </message>
    <message>
        <source>Search items</source>
        <translation>Artikel durchsuchen</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Hilfe durchsuchen</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Search the history for what would go</source>
        <translation>Im Verlauf suchen, was gelöscht würde</translation>
    </message>
    <message>
        <source>Search the rules</source>
        <translation>Regeln durchsuchen</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>Searches the whole request and the answer to it, note and tags, the connection, the outcome (refused, 500), the time of sending (2026-11-21, 12:37), the request ID, and the beginning of the history ID. Filters: outcome:refused item:sku-1 after:7d; Ctrl+Space lists them all.</source>
        <translation>Durchsucht die ganze Anfrage und ihre Antwort, Notiz und Schlagwörter, die Verbindung, das Ergebnis (refused, 500), die Zeit des Sendens (2026-11-21, 12:37), die Anfrage-ID und den Anfang der Verlaufs-ID. Filter: outcome:refused item:sku-1 after:7d; Strg+Leertaste listet alle auf.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Seconds to answer</source>
        <translation>Sekunden für die Antwort</translation>
    </message>
    <message>
        <source>Seconds to connect</source>
        <translation>Sekunden für den Verbindungsaufbau</translation>
    </message>
    <message>
        <source>Secret access key</source>
        <translation>Geheimer Schlüssel</translation>
    </message>
    <message>
        <source>See whether keys and endpoint are good; no event is sent</source>
        <translation>Nachsehen, ob Schlüssel und Endpunkt taugen; es wird kein Ereignis gesendet</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Select all found</source>
        <translation>Alle gefundenen auswählen</translation>
    </message>
    <message>
        <source>Select all {count} found</source>
        <translation>Alle {count} gefundenen auswählen</translation>
    </message>
    <message>
        <source>Select an event in the table to see and edit all of it here, or type in the table&apos;s last row to add one.</source>
        <translation>Wählen Sie in der Tabelle ein Ereignis aus, um es hier ganz zu sehen und zu bearbeiten, oder tippen Sie in die letzte Zeile der Tabelle, um eines hinzuzufügen.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send &amp;as new</source>
        <translation>Als &amp;neu senden</translation>
    </message>
    <message>
        <source>Send a request (Ctrl+Return): it is kept here with its answer, to look at and to send again.</source>
        <translation>Senden Sie eine Anfrage (Strg+Return): Sie wird hier mit ihrer Antwort aufbewahrt, zum Ansehen und zum erneuten Senden.</translation>
    </message>
    <message>
        <source>Send all</source>
        <translation>Alle senden</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Trotzdem senden</translation>
    </message>
    <message>
        <source>Send it</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send it again if in doubt; an event that keeps its eventId counts once.</source>
        <translation>Senden Sie sie im Zweifel erneut; ein Ereignis, das seine eventId behält, zählt einmal.</translation>
    </message>
    <message>
        <source>Send it again with the same event IDs: no event counts twice</source>
        <translation>Mit denselben Ereignis-IDs erneut senden: Kein Ereignis zählt doppelt</translation>
    </message>
    <message>
        <source>Send it there</source>
        <translation>Dorthin senden</translation>
    </message>
    <message>
        <source>Send its events once more: each counts as another one</source>
        <translation>Die Ereignisse noch einmal senden: Jedes zählt als weiteres</translation>
    </message>
    <message>
        <source>Send no more after the request that is on its way</source>
        <translation>Nach der Anfrage, die unterwegs ist, nichts mehr senden</translation>
    </message>
    <message>
        <source>Send something else; what has left stays on its way</source>
        <translation>Anderes senden; was gesendet wurde, bleibt unterwegs</translation>
    </message>
    <message>
        <source>Send the document with new event IDs: what has arrived counts once more</source>
        <translation>Das Dokument mit neuen Ereignis-IDs senden: Was angekommen ist, zählt noch einmal</translation>
    </message>
    <message>
        <source>Send the events that the service has not taken yet</source>
        <translation>Die Ereignisse senden, die der Dienst noch nicht angenommen hat</translation>
    </message>
    <message>
        <source>Send the request as it stands</source>
        <translation>Die Anfrage senden, wie sie dasteht</translation>
    </message>
    <message>
        <source>Send the request with {keys}: the answer appears here, and exactly what was sent.</source>
        <translation>Senden Sie die Anfrage mit {keys}: Hier erscheint die Antwort, und genau das, was gesendet wurde.</translation>
    </message>
    <message>
        <source>Send the rest</source>
        <translation>Rest senden</translation>
    </message>
    <message>
        <source>Send the same events with the same event IDs: none of them counts twice</source>
        <translation>Dieselben Ereignisse mit denselben Ereignis-IDs senden: Keines zählt doppelt</translation>
    </message>
    <message>
        <source>Send with it from now on</source>
        <translation>Von jetzt an darüber senden</translation>
    </message>
    <message>
        <source>Send {events} events as {count} requests to “{name}”?</source>
        <translation>{events} Ereignisse als {count} Anfragen an „{name}“ senden?</translation>
    </message>
    <message>
        <source>Sending</source>
        <comment>a page of the preferences</comment>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Unterwegs</translation>
    </message>
    <message numerus="yes">
        <source>Sending %Ln request(s) to “{place}”, {done} done</source>
        <translation>
            <numerusform>%Ln Anfrage wird an „{place}“ gesendet, {done} erledigt</numerusform>
            <numerusform>%Ln Anfragen werden an „{place}“ gesendet, {done} erledigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %Ln request(s) to “{place}”, {done} done, and stops after this one</source>
        <translation>
            <numerusform>%Ln Anfrage wird an „{place}“ gesendet, {done} erledigt, nach dieser ist Schluss</numerusform>
            <numerusform>%Ln Anfragen werden an „{place}“ gesendet, {done} erledigt, nach dieser ist Schluss</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Sent again as it was, so that no event counts twice; “Send as new” makes new event IDs.</source>
        <translation>Unverändert noch einmal gesendet, damit kein Ereignis doppelt zählt; „Als neu senden“ erzeugt neue Ereignis-IDs.</translation>
    </message>
    <message>
        <source>Sent at</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Sent earlier than that</source>
        <translation>Vorher gesendet</translation>
    </message>
    <message>
        <source>Sent just now</source>
        <translation>Eben gesendet</translation>
    </message>
    <message>
        <source>Sent more than</source>
        <translation>Gesendet vor mehr als</translation>
    </message>
    <message>
        <source>Sent then or later: the same, or so long ago: 90m, 24h, 7d</source>
        <translation>Dann oder später gesendet: ebenso, oder vor so langer Zeit: 90m, 24h, 7d</translation>
    </message>
    <message>
        <source>Session ID</source>
        <translation>Sitzungs-ID</translation>
    </message>
    <message>
        <source>Session token</source>
        <translation>Sitzungs-Token</translation>
    </message>
    <message>
        <source>Set the time</source>
        <translation>Zeitpunkt setzen</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show &amp;history</source>
        <translation>Ver&amp;lauf zeigen</translation>
    </message>
    <message>
        <source>Show &amp;inspector and answer</source>
        <translation>&amp;Detailansicht und Antwort zeigen</translation>
    </message>
    <message>
        <source>Show &amp;problems</source>
        <translation>&amp;Probleme zeigen</translation>
    </message>
    <message>
        <source>Show account</source>
        <translation>Konto einblenden</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Show every note</source>
        <translation>Alle Hinweise zeigen</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show it to everybody</source>
        <translation>Allen zeigen</translation>
    </message>
    <message>
        <source>Show report…</source>
        <translation>Bericht zeigen…</translation>
    </message>
    <message>
        <source>Show the events after these</source>
        <translation>Die Ereignisse danach zeigen</translation>
    </message>
    <message>
        <source>Show the events before these</source>
        <translation>Die Ereignisse davor zeigen</translation>
    </message>
    <message>
        <source>Show the first problem</source>
        <translation>Erstes Problem zeigen</translation>
    </message>
    <message>
        <source>Show the problems of every rule again</source>
        <translation>Die Probleme aller Regeln wieder zeigen</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show what stands here until the cursor leaves the field</source>
        <translation>Den Inhalt zeigen, bis der Cursor das Feld verlässt</translation>
    </message>
    <message>
        <source>Show {place}</source>
        <translation>{place} zeigen</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Signieren</translation>
    </message>
    <message>
        <source>Sign for “{name}”</source>
        <translation>Für „{name}“ signieren</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign the request without sending it; keys may need a code</source>
        <translation>Die Anfrage signieren, ohne sie zu senden; Schlüssel können einen Code verlangen</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Signiert</translation>
    </message>
    <message>
        <source>Signed for “{name}”, {when}.</source>
        <translation>Signiert für „{name}“, {when}.</translation>
    </message>
    <message>
        <source>Signed request</source>
        <translation>Signierte Anfrage</translation>
    </message>
    <message>
        <source>Signing shows the canonical request, the string to sign and what leaves, byte for byte. Nothing is sent.</source>
        <translation>Signieren zeigt die kanonische Anfrage, den zu signierenden Text und Byte für Byte, was gesendet würde. Gesendet wird nichts.</translation>
    </message>
    <message>
        <source>Signing; the keys may take a while, or ask for a code.</source>
        <translation>Wird signiert; die Schlüssel können dauern oder einen Code verlangen.</translation>
    </message>
    <message>
        <source>Silence “{rule}” for this connection</source>
        <translation>„{rule}“ für diese Verbindung stummschalten</translation>
    </message>
    <message>
        <source>Silenced for every connection: hear of it again under Edit ▸ Preferences, Checks.</source>
        <translation>Für alle Verbindungen stummgeschaltet: wieder einschalten unter Bearbeiten ▸ Einstellungen, Prüfungen.</translation>
    </message>
    <message>
        <source>Skeleton</source>
        <translation>Gerüst</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Something went wrong in Events Console itself.</source>
        <translation>In Events Console selbst ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Split at the bars</source>
        <translation>An den senkrechten Strichen teilen</translation>
    </message>
    <message>
        <source>Split into requests</source>
        <translation>In mehrere Anfragen aufteilen</translation>
    </message>
    <message>
        <source>Star it, or take its star away</source>
        <translation>Stern setzen oder entfernen</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Starred, noted and tagged exchanges stay</source>
        <translation>Austausche mit Stern, Notiz oder Schlagwörtern bleiben</translation>
    </message>
    <message>
        <source>Starred, noted and tagged exchanges stay.</source>
        <translation>Austausche mit Stern, Notiz oder Schlagwort bleiben.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop &amp;waiting</source>
        <translation>Nicht mehr &amp;warten</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Nicht länger warten</translation>
    </message>
    <message>
        <source>Stopped: these are the exchanges of before.</source>
        <translation>Angehalten: Dies sind die Austausche von vorher.</translation>
    </message>
    <message>
        <source>String to sign</source>
        <translation>Zu signierender Text</translation>
    </message>
    <message>
        <source>Suggestions for {field}</source>
        <translation>Vorschläge für {field}</translation>
    </message>
    <message>
        <source>Summary of the exchanges found</source>
        <translation>Zusammenfassung der gefundenen Austausche</translation>
    </message>
    <message>
        <source>Swap left and right</source>
        <translation>Links und rechts tauschen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Tags to add</source>
        <translation>Schlagwörter, die dazukommen</translation>
    </message>
    <message>
        <source>Take back what was typed in the cell</source>
        <translation>Zurücknehmen, was in der Zelle getippt wurde</translation>
    </message>
    <message>
        <source>Takes the place of the search {line}.</source>
        <translation>Tritt an die Stelle der Suche {line}.</translation>
    </message>
    <message>
        <source>Tells one event from another; made up when sending if empty</source>
        <translation>Unterscheidet Ereignisse voneinander; wird beim Senden vergeben, wenn leer</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Test report, HTML</source>
        <translation>Testbericht, HTML</translation>
    </message>
    <message>
        <source>Test report, PDF</source>
        <translation>Testbericht, PDF</translation>
    </message>
    <message>
        <source>Testing “{name}”…</source>
        <translation>„{name}“ wird getestet…</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Text to read</source>
        <translation>Zu lesender Text</translation>
    </message>
    <message>
        <source>That request is gone: ten others have been replaced since.</source>
        <translation>Diese Anfrage ist nicht mehr da: Seither wurden zehn andere ersetzt.</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln chosen</source>
        <translation>
            <numerusform>Der eine ausgewählte</numerusform>
            <numerusform>Die %Ln ausgewählten</numerusform>
        </translation>
    </message>
    <message>
        <source>The AWS CLI has no profile yet: run aws configure, or aws configure sso, and come back.</source>
        <translation>Die AWS CLI hat noch kein Profil: Führen Sie aws configure oder aws configure sso aus, und kommen Sie wieder.</translation>
    </message>
    <message>
        <source>The AWS CLI’s files have no profile “{name}” at present.</source>
        <translation>In den Dateien der AWS CLI gibt es zurzeit kein Profil „{name}“.</translation>
    </message>
    <message>
        <source>The ID of the access key is missing: an access key has two halves.</source>
        <translation>Die ID des Zugriffsschlüssels fehlt: Ein Zugriffsschlüssel hat zwei Hälften.</translation>
    </message>
    <message>
        <source>The ID that your event tracker was given</source>
        <translation>Die ID, die Ihr Event-Tracker erhalten hat</translation>
    </message>
    <message>
        <source>The JSON text that was no request yet has made way; undo brings it back.</source>
        <translation>Der JSON-Text, der noch keine Anfrage war, ist gewichen; Rückgängig bringt ihn zurück.</translation>
    </message>
    <message>
        <source>The JSON view holds text that is no request yet: mend it or discard it, then send.</source>
        <translation>Die JSON-Ansicht enthält Text, der noch keine Anfrage ist: Beheben oder verwerfen Sie ihn, dann senden Sie.</translation>
    </message>
    <message>
        <source>The JSON view holds text that is no request yet: {trouble}.</source>
        <translation>In der JSON-Ansicht steht Text, der noch keine Anfrage ist: {trouble}.</translation>
    </message>
    <message>
        <source>The JSON view holds text that is no request yet; this is the last one that was.</source>
        <translation>Die JSON-Ansicht enthält Text, der noch keine Anfrage ist; dies ist die letzte gültige.</translation>
    </message>
    <message>
        <source>The answer came without a request ID.</source>
        <translation>Die Antwort kam ohne Anfrage-ID.</translation>
    </message>
    <message>
        <source>The answer will appear here.</source>
        <translation>Die Antwort erscheint hier.</translation>
    </message>
    <message>
        <source>The body is empty.</source>
        <translation>Der Inhalt ist leer.</translation>
    </message>
    <message numerus="yes">
        <source>The connection {connection} silences %Ln more.</source>
        <translation>
            <numerusform>Die Verbindung {connection} schaltet %Ln weitere stumm.</numerusform>
            <numerusform>Die Verbindung {connection} schaltet %Ln weitere stumm.</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection {connection} silences no others.</source>
        <translation>Die Verbindung {connection} schaltet keine weiteren stumm.</translation>
    </message>
    <message>
        <source>The draft cannot be saved to {file}: {trouble}. Free some space or mend the folder&apos;s rights; it is tried again and again.</source>
        <translation>Der Entwurf lässt sich nicht in {file} speichern: {trouble}. Schaffen Sie Platz oder berichtigen Sie die Rechte des Ordners; es wird immer wieder versucht.</translation>
    </message>
    <message>
        <source>The draft is saved again.</source>
        <translation>Der Entwurf wird wieder gespeichert.</translation>
    </message>
    <message>
        <source>The events as rows of an Item interactions dataset.</source>
        <translation>Die Ereignisse als Zeilen eines Item-interactions-Datensatzes.</translation>
    </message>
    <message>
        <source>The first {most} of {count} events are read here.</source>
        <translation>Hier werden die ersten {most} von {count} Ereignissen gelesen.</translation>
    </message>
    <message>
        <source>The first {most} of {left} and {right} lines.</source>
        <translation>Die ersten {most} von {left} und {right} Zeilen.</translation>
    </message>
    <message>
        <source>The first {shown} of {total} characters; Copy takes them all.</source>
        <translation>Die ersten {shown} von {total} Zeichen; Kopieren nimmt alle.</translation>
    </message>
    <message>
        <source>The history is not there yet.</source>
        <translation>Der Verlauf ist noch nicht geöffnet.</translation>
    </message>
    <message>
        <source>The item acted upon</source>
        <translation>Der Artikel, um den es geht</translation>
    </message>
    <message>
        <source>The items that were shown, in order, separated by commas</source>
        <translation>Die gezeigten Artikel in ihrer Reihenfolge, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>The keys are forgotten.</source>
        <translation>Die Schlüssel sind vergessen.</translation>
    </message>
    <message>
        <source>The keys in the keyring stay there: the code takes those of its environment.</source>
        <translation>Die Schlüssel bleiben im Schlüsselbund: Der Code nimmt die seiner Umgebung.</translation>
    </message>
    <message>
        <source>The last hour always stays, and so does what is pending. Sizes are estimates.</source>
        <translation>Die letzte Stunde bleibt immer, ebenso was noch unterwegs ist. Größen sind geschätzt.</translation>
    </message>
    <message numerus="yes">
        <source>The newest %Ln exchange(s)</source>
        <translation>
            <numerusform>Der neueste Austausch</numerusform>
            <numerusform>Die neuesten %Ln Austausche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The next start deletes these %Ln exchange(s) for good.</source>
        <translation>
            <numerusform>Der nächste Start löscht diesen Austausch endgültig.</numerusform>
            <numerusform>Der nächste Start löscht diese %Ln Austausche endgültig.</numerusform>
        </translation>
    </message>
    <message>
        <source>The profile “{name}” of the AWS CLI stays as it is.</source>
        <translation>Das Profil „{name}“ der AWS CLI bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>The program ended before the answer came: the request may have arrived.</source>
        <translation>Das Programm endete, bevor die Antwort kam: Die Anfrage ist vielleicht angekommen.</translation>
    </message>
    <message>
        <source>The recommendation that led here</source>
        <translation>Die Empfehlung, die hierher geführt hat</translation>
    </message>
    <message>
        <source>The replaced requests cannot be listed: {error}.</source>
        <translation>Die ersetzten Anfragen lassen sich nicht auflisten: {error}.</translation>
    </message>
    <message>
        <source>The report cannot be deleted: {error}.</source>
        <translation>Der Bericht kann nicht gelöscht werden: {error}.</translation>
    </message>
    <message>
        <source>The report cannot be read: {error}.</source>
        <translation>Der Bericht kann nicht gelesen werden: {error}.</translation>
    </message>
    <message numerus="yes">
        <source>The request has %Ln error(s): the service may refuse it.</source>
        <translation>
            <numerusform>Die Anfrage hat %Ln Fehler: Der Dienst könnte sie ablehnen.</numerusform>
            <numerusform>Die Anfrage hat %Ln Fehler: Der Dienst könnte sie ablehnen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The request has left; its outcome will appear in the history when it is known.</source>
        <translation>Die Anfrage ist abgeschickt; ihr Ergebnis erscheint im Verlauf, sobald es bekannt ist.</translation>
    </message>
    <message>
        <source>The request has not arrived.</source>
        <translation>Die Anfrage ist nicht angekommen.</translation>
    </message>
    <message>
        <source>The request is on its way.</source>
        <translation>Die Anfrage ist unterwegs.</translation>
    </message>
    <message>
        <source>The request is sent as it is now as soon as {ready}; “Stop waiting” prevents it.</source>
        <translation>Die Anfrage wird in ihrem jetzigen Stand gesendet, sobald {ready}; „Nicht mehr warten“ verhindert es.</translation>
    </message>
    <message>
        <source>The request may have arrived.</source>
        <translation>Die Anfrage ist möglicherweise angekommen.</translation>
    </message>
    <message>
        <source>The request of the first start: a rating, a view and a purchase.</source>
        <translation>Die Anfrage des ersten Starts: eine Bewertung, ein Aufruf und ein Kauf.</translation>
    </message>
    <message>
        <source>The request that event {row} is sent in: {count} of {of} events.</source>
        <translation>Die Anfrage, in der Ereignis {row} gesendet wird: {count} von {of} Ereignissen.</translation>
    </message>
    <message>
        <source>The request was not sent.</source>
        <translation>Die Anfrage wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>The same on A4, at most {most} exchanges.</source>
        <translation>Dasselbe auf A4, höchstens {most} Austausche.</translation>
    </message>
    <message>
        <source>The same session, now with the user ID: it joins the two.</source>
        <translation>Dieselbe Sitzung, jetzt mit der Benutzer-ID: Sie verbindet beides.</translation>
    </message>
    <message>
        <source>The same visitor, signed in</source>
        <translation>Derselbe Besucher, angemeldet</translation>
    </message>
    <message>
        <source>The sandbox is in this program alone: this code sends to AWS, {region}.</source>
        <translation>Die Sandbox gibt es nur in diesem Programm: Dieser Code sendet an AWS, {region}.</translation>
    </message>
    <message>
        <source>The sandbox is part of the console: it runs on this computer, needs no account, and is there at every start. That is why it cannot be changed or deleted.</source>
        <translation>Die Sandbox gehört zur Konsole: Sie läuft auf diesem Rechner, braucht kein Konto und ist bei jedem Start da. Deshalb lässt sie sich weder ändern noch löschen.</translation>
    </message>
    <message>
        <source>The sandbox’s own key</source>
        <translation>Der eigene Schlüssel der Sandbox</translation>
    </message>
    <message>
        <source>The secret is missing: an access key has two halves.</source>
        <translation>Der geheime Schlüssel fehlt: Ein Zugriffsschlüssel hat zwei Hälften.</translation>
    </message>
    <message>
        <source>The service is not known to be in this region: see that it is meant.</source>
        <translation>Von dieser Region ist nicht bekannt, dass es dort den Dienst gibt: Prüfen Sie, ob sie gemeint ist.</translation>
    </message>
    <message>
        <source>The service refuses unsigned requests; a stand-in may take them.</source>
        <translation>Der Dienst lehnt unsignierte Anfragen ab; ein Gegenstück nimmt sie vielleicht an.</translation>
    </message>
    <message>
        <source>The service takes a list</source>
        <translation>Der Dienst nimmt eine Liste an</translation>
    </message>
    <message>
        <source>The service takes the object as text</source>
        <translation>Der Dienst nimmt das Objekt als Text an</translation>
    </message>
    <message>
        <source>The service took the request.</source>
        <translation>Der Dienst hat die Anfrage angenommen.</translation>
    </message>
    <message>
        <source>The service was not waited for: refresh, or type the tracking ID yourself.</source>
        <translation>Auf den Dienst wurde nicht gewartet: Aktualisieren Sie, oder geben Sie die Tracking-ID selbst ein.</translation>
    </message>
    <message>
        <source>The service was not waited for; nothing has changed.</source>
        <translation>Auf den Dienst wurde nicht gewartet; nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>The settings cannot be saved: {error}.</source>
        <translation>Die Einstellungen können nicht gespeichert werden: {error}.</translation>
    </message>
    <message>
        <source>The time zone is missing:</source>
        <translation>Die Zeitzone fehlt:</translation>
    </message>
    <message>
        <source>The visit that the event belongs to</source>
        <translation>Der Besuch, zu dem das Ereignis gehört</translation>
    </message>
    <message>
        <source>The visit; it joins events before and after sign-in</source>
        <translation>Der Besuch; er verbindet Ereignisse vor und nach der Anmeldung</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>There are no reports: nothing has gone wrong so far.</source>
        <translation>Es gibt keine Berichte: Bisher ist nichts schiefgegangen.</translation>
    </message>
    <message>
        <source>There is no event tracker in {region}: create one there, or type the tracking ID yourself.</source>
        <translation>In {region} gibt es keinen Event-Tracker: Legen Sie dort einen an, oder geben Sie die Tracking-ID selbst ein.</translation>
    </message>
    <message>
        <source>There is no place to keep the history and the draft: {error}.</source>
        <translation>Für Verlauf und Entwurf gibt es keinen Ort: {error}.</translation>
    </message>
    <message>
        <source>There is no time zone “{zone}”: choose one from the list, such as Europe/Berlin.</source>
        <translation>Es gibt keine Zeitzone „{zone}“: Wählen Sie eine aus der Liste, etwa Europe/Berlin.</translation>
    </message>
    <message>
        <source>There is nothing left to send of this document.</source>
        <translation>Von diesem Dokument ist nichts mehr zu senden.</translation>
    </message>
    <message>
        <source>These are the first {shown} of {size} bytes.</source>
        <translation>Dies sind die ersten {shown} von {size} Byte.</translation>
    </message>
    <message>
        <source>They become tracker-1, tracker-2…</source>
        <translation>Sie werden zu tracker-1, tracker-2…</translation>
    </message>
    <message>
        <source>They become user-1, session-1…; notes are left out.</source>
        <translation>Sie werden zu user-1, session-1…; Notizen entfallen.</translation>
    </message>
    <message>
        <source>They become value-1, value-2…; names stay.</source>
        <translation>Sie werden zu value-1, value-2…; die Namen bleiben.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>This computer does not know the zone “{zone}”; times are shown as the system has them.</source>
        <translation>Dieser Rechner kennt die Zone „{zone}“ nicht; Zeiten werden wie im System angezeigt.</translation>
    </message>
    <message>
        <source>This connection</source>
        <translation>Diese Verbindung</translation>
    </message>
    <message>
        <source>This document makes {count}: send fewer events, or all of them elsewhere.</source>
        <translation>Dieses Dokument ergibt {count}: Senden Sie weniger Ereignisse, oder alle anderswohin.</translation>
    </message>
    <message>
        <source>This is no host of AWS: type its name, {host}, to let keys go there.</source>
        <translation>Das ist kein Host von AWS: Geben Sie seinen Namen ein, {host}, damit Schlüssel dorthin gehen dürfen.</translation>
    </message>
    <message numerus="yes">
        <source>This would delete none of %Ln exchange(s).</source>
        <translation>
            <numerusform>Der eine Austausch würde nicht gelöscht.</numerusform>
            <numerusform>Von %Ln Austauschen würde keiner gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This would delete {count} of %Ln exchange(s), sent from {first} to {last}, about {size}.</source>
        <translation>
            <numerusform>Gelöscht würde {count} von %Ln Austausch, gesendet vom {first} bis {last}, etwa {size}.</numerusform>
            <numerusform>Gelöscht würden {count} von %Ln Austauschen, gesendet vom {first} bis {last}, etwa {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This would delete {count} of %Ln exchange(s), sent on {first}, about {size}.</source>
        <translation>
            <numerusform>Gelöscht würde {count} von %Ln Austausch, gesendet am {first}, etwa {size}.</numerusform>
            <numerusform>Gelöscht würden {count} von %Ln Austauschen, gesendet am {first}, etwa {size}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Three cards that lead through a first request</source>
        <translation>Drei Karten, die durch eine erste Anfrage führen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>Zeitlimits</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>To fetch it, type or pick the tracking ID of the request first.</source>
        <translation>Um es abzurufen, geben Sie zuerst die Tracking-ID der Anfrage ein, oder wählen Sie sie aus.</translation>
    </message>
    <message>
        <source>To see all fields, turn off “Differences only”.</source>
        <translation>Um alle Felder zu sehen, „Nur Unterschiede“ ausschalten.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Totals, requests, answers and problems.</source>
        <translation>Summen, Anfragen, Antworten und Probleme.</translation>
    </message>
    <message>
        <source>Tracking ID</source>
        <translation>Tracking-ID</translation>
    </message>
    <message>
        <source>Tracking IDs</source>
        <translation>Tracking-IDs</translation>
    </message>
    <message>
        <source>Travel</source>
        <translation>Reisen</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Type another value here and press Enter. It is checked at once: problems appear below.</source>
        <translation>Geben Sie hier einen anderen Wert ein und drücken Sie die Eingabetaste. Er wird sofort geprüft: Probleme erscheinen darunter.</translation>
    </message>
    <message>
        <source>Type here to add an event</source>
        <translation>Hier tippen, um ein Ereignis hinzuzufügen</translation>
    </message>
    <message>
        <source>Type of any of its events</source>
        <translation>Typ eines seiner Ereignisse</translation>
    </message>
    <message>
        <source>Type the connection’s name; upper and lower case count</source>
        <translation>Geben Sie den Namen der Verbindung ein; Groß- und Kleinschreibung zählt</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo “{what}”</source>
        <translation>„{what}“ rückgängig machen</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Unsigned</source>
        <translation>Unsigniert</translation>
    </message>
    <message>
        <source>Unsigned or signed</source>
        <translation>Unsigniert oder signiert</translation>
    </message>
    <message>
        <source>Unsigned request</source>
        <translation>Unsignierte Anfrage</translation>
    </message>
    <message>
        <source>Up and Down choose, Enter does it, Escape closes</source>
        <translation>Auf und Ab wählen, Enter führt aus, Escape schließt</translation>
    </message>
    <message>
        <source>Up to {count} tries where no answer comes: an event with an eventId still counts once.</source>
        <translation>Bis zu {count} Versuche, wo keine Antwort kommt: Ein Ereignis mit eventId zählt trotzdem nur einmal.</translation>
    </message>
    <message>
        <source>Use the item that is near</source>
        <translation>Den ähnlichen Artikel verwenden</translation>
    </message>
    <message>
        <source>Use the time of sending</source>
        <translation>Den Zeitpunkt des Sendens verwenden</translation>
    </message>
    <message>
        <source>Use this connection</source>
        <translation>Diese verwenden</translation>
    </message>
    <message>
        <source>Use this time</source>
        <translation>Diesen Zeitpunkt verwenden</translation>
    </message>
    <message>
        <source>Use tracking ID</source>
        <translation>Tracking-ID verwenden</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <source>User and session IDs</source>
        <translation>Benutzer- und Sitzungs-IDs</translation>
    </message>
    <message>
        <source>User {id}</source>
        <translation>Benutzer {id}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Values match as a whole, in upper or lower case.
One of several outcomes will do; everything else must hold at once.</source>
        <translation>Werte gelten als Ganzes, groß oder klein geschrieben.
Von mehreren Ergebnissen genügt eines; alles andere muss zugleich gelten.</translation>
    </message>
    <message>
        <source>Values of properties</source>
        <translation>Werte der Eigenschaften</translation>
    </message>
    <message>
        <source>Variables such as AWS_ACCESS_KEY_ID, else AWS_PROFILE, else the default profile; endpoints that are set there are not followed.</source>
        <translation>Variablen wie AWS_ACCESS_KEY_ID, sonst AWS_PROFILE, sonst das Profil „default“; dort gesetzte Endpunkte gelten hier nicht.</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Verify TLS certificates</source>
        <translation>TLS-Zertifikate prüfen</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Views of the request</source>
        <translation>Ansichten der Anfrage</translation>
    </message>
    <message>
        <source>Wait for it no longer</source>
        <translation>Nicht länger darauf warten</translation>
    </message>
    <message>
        <source>Wait for the answer no longer</source>
        <translation>Nicht länger auf die Antwort warten</translation>
    </message>
    <message>
        <source>Wait for the service no longer</source>
        <translation>Nicht länger auf den Dienst warten</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation>Warten auf die Antwort</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What became of it: accepted, refused, failed, unanswered, unknown or pending</source>
        <translation>Ergebnis: accepted, refused, failed, unanswered, unknown oder pending</translation>
    </message>
    <message>
        <source>What each rule catches and repairs</source>
        <translation>Was jede Regel findet und behebt</translation>
    </message>
    <message>
        <source>What happened, such as View or Purchase</source>
        <translation>Was geschehen ist, etwa View oder Purchase</translation>
    </message>
    <message>
        <source>What is checked against</source>
        <translation>Wogegen geprüft wird</translation>
    </message>
    <message>
        <source>What is checked over this connection cannot be kept: {why}.</source>
        <translation>Was über diese Verbindung geprüft wird, lässt sich nicht speichern: {why}.</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <source>What is sent here lands in real data, and no event can be taken back. Once armed, up to {count} requests go out; choosing or changing a connection ends that.</source>
        <translation>Was hier gesendet wird, landet in echten Daten, und kein Ereignis lässt sich zurückholen. Nach dem Scharfschalten gehen bis zu {count} Anfragen hinaus; wird eine Verbindung gewählt oder geändert, endet das.</translation>
    </message>
    <message>
        <source>What leaves</source>
        <translation>Was gesendet würde</translation>
    </message>
    <message>
        <source>What the service has taken cannot be taken back one by one.</source>
        <translation>Was der Dienst angenommen hat, lässt sich nicht einzeln zurückholen.</translation>
    </message>
    <message>
        <source>What the values mean</source>
        <translation>Was die Werte bedeuten</translation>
    </message>
    <message>
        <source>What was answered:</source>
        <translation>Was geantwortet wurde:</translation>
    </message>
    <message>
        <source>What was here cannot be kept: {trouble}. Only undo brings it back.</source>
        <translation>Was hier war, lässt sich nicht aufheben: {trouble}. Nur Rückgängig bringt es zurück.</translation>
    </message>
    <message>
        <source>What was just sent is not among the found:</source>
        <translation>Was eben gesendet wurde, ist nicht unter den gefundenen:</translation>
    </message>
    <message>
        <source>What was shown: by the ID of a recommendation, and as a list of items.</source>
        <translation>Was gezeigt wurde: über die ID einer Empfehlung und als Liste von Artikeln.</translation>
    </message>
    <message>
        <source>What was tested, and why</source>
        <translation>Was getestet wurde, und warum</translation>
    </message>
    <message>
        <source>What went over the wire</source>
        <translation>Was übertragen wurde</translation>
    </message>
    <message>
        <source>What went over the wire is left out.</source>
        <translation>Was übertragen wurde, entfällt.</translation>
    </message>
    <message>
        <source>What went over the wire, for developer tools.</source>
        <translation>Was übertragen wurde, für Entwicklerwerkzeuge.</translation>
    </message>
    <message>
        <source>What you composed, sent and received is kept. A report of where in the program it was is on this computer; it goes nowhere unless you share it.</source>
        <translation>Was Sie zusammengestellt, gesendet und empfangen haben, ist erhalten. Ein Bericht darüber, wo im Programm es war, liegt auf diesem Rechner; er geht nirgendwohin, solange Sie ihn nicht weitergeben.</translation>
    </message>
    <message>
        <source>What you composed, sent and received is kept; a report could not be written.</source>
        <translation>Was Sie zusammengestellt, gesendet und empfangen haben, ist erhalten; ein Bericht konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>What you have typed is still here.</source>
        <translation>Was Sie eingegeben haben, steht noch hier.</translation>
    </message>
    <message>
        <source>What you type is kept as a draft in any case. The file is left alone where another program has changed it since; undo works as before.</source>
        <translation>Was Sie eingeben, bleibt auf jeden Fall als Entwurf erhalten. Die Datei bleibt unberührt, wenn ein anderes Programm sie inzwischen geändert hat; „Rückgängig“ geht wie bisher.</translation>
    </message>
    <message>
        <source>Whatever you send is kept in the history. Choose the line to see what was answered.</source>
        <translation>Was Sie senden, bleibt im Verlauf. Wählen Sie die Zeile, um die Antwort zu sehen.</translation>
    </message>
    <message>
        <source>When: a date-time with its zone, Unix seconds or {{now}}</source>
        <translation>Wann: Datum und Uhrzeit mit Zeitzone, Unix-Sekunden oder {{now}}</translation>
    </message>
    <message>
        <source>Where the program itself went wrong. Texts and numbers that may be yours are taken out; read a report all the same before you share it. Nothing is sent by itself.</source>
        <translation>Wo das Programm selbst einen Fehler hatte. Texte und Zahlen, die von Ihnen sein können, sind herausgenommen; lesen Sie einen Bericht trotzdem, bevor Sie ihn weitergeben. Von selbst wird nichts verschickt.</translation>
    </message>
    <message>
        <source>Which party led here, for metrics</source>
        <translation>Wer hierher geführt hat, für Metriken</translation>
    </message>
    <message>
        <source>Which party led to each event, for the metrics of a campaign.</source>
        <translation>Wer zu jedem Ereignis geführt hat, für die Metriken einer Kampagne.</translation>
    </message>
    <message>
        <source>Who acted; empty for an anonymous visitor</source>
        <translation>Wer gehandelt hat; leer bei anonymen Besuchern</translation>
    </message>
    <message>
        <source>Whoever is on the way to the server can read and change requests. A banner says so while this is off.</source>
        <translation>Wer auf dem Weg zum Server sitzt, kann Anfragen lesen und ändern. Solange dies aus ist, steht das in einem Banner.</translation>
    </message>
    <message>
        <source>Why? ({rule})</source>
        <translation>Warum? ({rule})</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>Übertragung</translation>
    </message>
    <message>
        <source>With a note</source>
        <translation>Mit Notiz</translation>
    </message>
    <message>
        <source>With event IDs of their own, events that are sent again do not count twice.</source>
        <translation>Mit eigenen Ereignis-IDs zählen Ereignisse, die erneut gesendet werden, nicht doppelt.</translation>
    </message>
    <message>
        <source>Writing exchanges</source>
        <translation>Austausche werden geschrieben</translation>
    </message>
    <message>
        <source>Writing {file}…</source>
        <translation>{file} wird geschrieben…</translation>
    </message>
    <message>
        <source>Written differently, means the same</source>
        <translation>Anders geschrieben, bedeutet dasselbe</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>You stopped waiting: the request may have arrived.</source>
        <translation>Sie warten nicht mehr: Die Anfrage ist vielleicht angekommen.</translation>
    </message>
    <message>
        <source>Your own fields: a JSON object in at most 1,024 characters</source>
        <translation>Ihre eigenen Felder: ein JSON-Objekt aus höchstens 1.024 Zeichen</translation>
    </message>
    <message>
        <source>a PDF takes {most} at most, and these are {count}: choose fewer, or the report as HTML</source>
        <translation>ein PDF fasst höchstens {most}, und dies sind {count}: Wählen Sie weniger oder den Bericht als HTML</translation>
    </message>
    <message>
        <source>about</source>
        <comment>words in an action’s name</comment>
        <translation>über</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more event(s)</source>
        <translation>
            <numerusform>und %Ln weiteres Ereignis</numerusform>
            <numerusform>und %Ln weitere Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>anonymous</source>
        <translation>anonym</translation>
    </message>
    <message>
        <source>anonymous visitor</source>
        <translation>anonymer Besucher</translation>
    </message>
    <message>
        <source>answers: {fault}</source>
        <translation>antwortet: {fault}</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>any of {count}: {values}</source>
        <translation>eines von {count}: {values}</translation>
    </message>
    <message>
        <source>armed: {left} left</source>
        <translation>scharf: noch {left}</translation>
    </message>
    <message>
        <source>at an unknown time</source>
        <translation>zu unbekannter Zeit</translation>
    </message>
    <message>
        <source>checkout regression</source>
        <translation>checkout regression</translation>
    </message>
    <message>
        <source>checks</source>
        <comment>words in an action’s name</comment>
        <translation>prüfungen</translation>
    </message>
    <message>
        <source>code snippet curl python</source>
        <translation>code schnipsel curl python copy</translation>
    </message>
    <message>
        <source>comment annotate label</source>
        <translation>kommentar anmerkung etikett tag note</translation>
    </message>
    <message>
        <source>compare</source>
        <comment>words in an action’s name</comment>
        <translation>vergleichen</translation>
    </message>
    <message>
        <source>connection {name}</source>
        <translation>Verbindung {name}</translation>
    </message>
    <message>
        <source>connections</source>
        <comment>words in an action’s name</comment>
        <translation>verbindungen</translation>
    </message>
    <message>
        <source>copy</source>
        <comment>words in an action’s name</comment>
        <translation>kopieren</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date</comment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>date</comment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>dark</source>
        <comment>words in an action’s name</comment>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>days ago</source>
        <comment>a limit</comment>
        <translation>Tagen</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <comment>date</comment>
        <translation>ddd d. MMM yyyy</translation>
    </message>
    <message>
        <source>delete</source>
        <comment>words in an action’s name</comment>
        <translation>löschen</translation>
    </message>
    <message>
        <source>diff difference versus</source>
        <translation>diff unterschied gegenüberstellen compare</translation>
    </message>
    <message>
        <source>download har report pdf html csv json lines save</source>
        <translation>herunterladen har bericht pdf html csv json lines speichern export</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>event IDs</source>
        <translation>Ereignis-IDs</translation>
    </message>
    <message>
        <source>exchanges</source>
        <comment>a limit</comment>
        <translation>Austausche hinaus</translation>
    </message>
    <message>
        <source>export</source>
        <comment>words in an action’s name</comment>
        <translation>exportieren</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>favourite favorite bookmark pin unpin mark unstar</source>
        <translation>favorit lesezeichen anheften markieren star</translation>
    </message>
    <message>
        <source>filled in when sending</source>
        <translation>wird beim Senden vergeben</translation>
    </message>
    <message>
        <source>filter</source>
        <comment>words in an action’s name</comment>
        <translation>filtern</translation>
    </message>
    <message>
        <source>find</source>
        <translation>finden suchen search</translation>
    </message>
    <message>
        <source>find narrow</source>
        <translation>finden eingrenzen filter</translation>
    </message>
    <message>
        <source>for</source>
        <comment>a shell</comment>
        <translation>für</translation>
    </message>
    <message>
        <source>given with each event</source>
        <translation>steht bei jedem Ereignis</translation>
    </message>
    <message>
        <source>help keys hotkeys</source>
        <translation>hilfe tasten tastatur shortcuts</translation>
    </message>
    <message>
        <source>help validation</source>
        <translation>hilfe validierung lint</translation>
    </message>
    <message>
        <source>hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>if sent now:</source>
        <translation>jetzt gesendet:</translation>
    </message>
    <message>
        <source>if sent now: {value}</source>
        <translation>jetzt gesendet: {value}</translation>
    </message>
    <message>
        <source>import</source>
        <comment>words in an action’s name</comment>
        <translation>importieren</translation>
    </message>
    <message>
        <source>import curl har code</source>
        <translation>importieren curl har code</translation>
    </message>
    <message>
        <source>imported already</source>
        <translation>schon importiert</translation>
    </message>
    <message>
        <source>it is checked</source>
        <translation>sie geprüft ist</translation>
    </message>
    <message>
        <source>its own, which are worth nothing elsewhere</source>
        <translation>ihre eigenen, die anderswo nichts wert sind</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>keep history</source>
        <comment>words in an action’s name</comment>
        <translation>aufbewahren</translation>
    </message>
    <message>
        <source>kept; type to replace it</source>
        <translation>hinterlegt; zum Ersetzen tippen</translation>
    </message>
    <message>
        <source>keyboard shortcuts</source>
        <comment>words in an action’s name</comment>
        <translation>tastenkürzel</translation>
    </message>
    <message>
        <source>keys as the AWS CLI</source>
        <translation>Schlüssel wie die AWS CLI</translation>
    </message>
    <message>
        <source>light</source>
        <comment>words in an action’s name</comment>
        <translation>hell</translation>
    </message>
    <message>
        <source>load restore jsonl</source>
        <translation>laden wiederherstellen jsonl import</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>menu {menu}</source>
        <translation>Menü {menu}</translation>
    </message>
    <message>
        <source>newer</source>
        <comment>side of a comparison</comment>
        <translation>neuer</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>ohne Antwort</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Limit</translation>
    </message>
    <message>
        <source>nobody in particular</source>
        <translation>niemand Bestimmtem</translation>
    </message>
    <message>
        <source>nobody waits for its answer any more</source>
        <translation>auf die Antwort wartet niemand mehr</translation>
    </message>
    <message>
        <source>none</source>
        <comment>exchanges</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>none on the way</source>
        <translation>keiner auf dem Weg</translation>
    </message>
    <message>
        <source>not armed</source>
        <translation>nicht scharf</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gespeichert</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>note and tags</source>
        <comment>words in an action’s name</comment>
        <translation>notiz</translation>
    </message>
    <message>
        <source>note {text}</source>
        <translation>Notiz {text}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>of the newest {count} found</source>
        <translation>der neuesten {count} gefundenen</translation>
    </message>
    <message>
        <source>older</source>
        <comment>side of a comparison</comment>
        <translation>älter</translation>
    </message>
    <message>
        <source>on the wire: {value}</source>
        <translation>übertragen als: {value}</translation>
    </message>
    <message>
        <source>only with temporary keys</source>
        <translation>nur bei vorübergehenden Schlüsseln</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>order</source>
        <comment>of the events</comment>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>own access key</source>
        <translation>eigener Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>paste anything</source>
        <comment>words in an action’s name</comment>
        <translation>beliebiges</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>pick tracker</source>
        <comment>words in an action’s name</comment>
        <translation>tracker</translation>
    </message>
    <message>
        <source>profile {name}</source>
        <translation>Profil {name}</translation>
    </message>
    <message>
        <source>put submit post</source>
        <translation>abschicken übermitteln put submit post send</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>remove erase</source>
        <translation>entfernen delete</translation>
    </message>
    <message>
        <source>replay repeat retry again</source>
        <translation>wiederholen nochmals resend replay</translation>
    </message>
    <message>
        <source>required</source>
        <translation>Pflichtfeld</translation>
    </message>
    <message>
        <source>resend</source>
        <comment>words in an action’s name</comment>
        <translation>erneut</translation>
    </message>
    <message>
        <source>retention limit clean up size age storage</source>
        <translation>aufbewahrung begrenzen aufräumen größe alter speicher retention</translation>
    </message>
    <message>
        <source>rules of the lint</source>
        <comment>words in an action’s name</comment>
        <translation>regeln</translation>
    </message>
    <message>
        <source>schema dataset items rules</source>
        <translation>schema datensatz artikel regeln</translation>
    </message>
    <message>
        <source>search the history</source>
        <comment>words in an action’s name</comment>
        <translation>verlauf durchsuchen</translation>
    </message>
    <message>
        <source>send</source>
        <comment>words in an action’s name</comment>
        <translation>senden</translation>
    </message>
    <message>
        <source>sent at</source>
        <comment>when an event was sent</comment>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>settings credentials keys profile region endpoint</source>
        <translation>einstellungen anmeldedaten schlüssel profil region endpunkt</translation>
    </message>
    <message>
        <source>since midnight</source>
        <translation>seit Mitternacht</translation>
    </message>
    <message>
        <source>star</source>
        <comment>words in an action’s name</comment>
        <translation>stern</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
    <message>
        <source>starred, noted or anonymous</source>
        <translation>starred, noted oder anonymous</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>wird gestartet…</translation>
    </message>
    <message>
        <source>stays on this computer</source>
        <translation>bleibt auf diesem Rechner</translation>
    </message>
    <message>
        <source>such as AKIA…</source>
        <translation>etwa AKIA…</translation>
    </message>
    <message>
        <source>tags {tags}</source>
        <translation>Schlagwörter {tags}</translation>
    </message>
    <message>
        <source>that was cancelled</source>
        <translation>das wurde abgebrochen</translation>
    </message>
    <message>
        <source>the JSON view holds half a character; delete it</source>
        <translation>die JSON-Ansicht enthält ein halbes Zeichen; löschen Sie es</translation>
    </message>
    <message>
        <source>the JSON view holds text that is no request yet; mend it, or save it as .json</source>
        <translation>die JSON-Ansicht enthält Text, der noch keine Anfrage ist; beheben Sie das, oder speichern Sie ihn als .json</translation>
    </message>
    <message>
        <source>the day before</source>
        <translation>der Tag davor</translation>
    </message>
    <message>
        <source>the last hour</source>
        <translation>die letzte Stunde</translation>
    </message>
    <message>
        <source>the last month</source>
        <translation>der letzte Monat</translation>
    </message>
    <message>
        <source>the last week</source>
        <translation>die letzte Woche</translation>
    </message>
    <message>
        <source>the region’s own</source>
        <translation>der eigene der Region</translation>
    </message>
    <message>
        <source>the sandbox is ready</source>
        <translation>die Sandbox bereit ist</translation>
    </message>
    <message>
        <source>the sandbox’s key</source>
        <translation>Schlüssel der Sandbox</translation>
    </message>
    <message>
        <source>the usual certificates</source>
        <translation>die üblichen Zertifikate</translation>
    </message>
    <message>
        <source>the year {year}</source>
        <translation>Jahr {year}</translation>
    </message>
    <message>
        <source>theme day colours colors</source>
        <translation>design thema tag farben light</translation>
    </message>
    <message>
        <source>theme night colours colors</source>
        <translation>design thema nacht farben dark</translation>
    </message>
    <message>
        <source>to</source>
        <comment>between two days</comment>
        <translation>bis</translation>
    </message>
    <message>
        <source>to answer</source>
        <translation>bis zur Antwort</translation>
    </message>
    <message>
        <source>to connect</source>
        <translation>bis zur Verbindung</translation>
    </message>
    <message>
        <source>tracking id</source>
        <translation>tracking-id</translation>
    </message>
    <message>
        <source>type to add</source>
        <translation>tippen, um hinzuzufügen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>unsigned</source>
        <translation>unsigniert</translation>
    </message>
    <message>
        <source>until {ready}</source>
        <translation>bis {ready}</translation>
    </message>
    <message>
        <source>user {id}</source>
        <translation>Benutzer {id}</translation>
    </message>
    <message>
        <source>version licence license</source>
        <translation>version lizenz about</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>what is beyond about {count} MB on disk</source>
        <translation>was auf der Platte über etwa {count} MB hinausgeht</translation>
    </message>
    <message>
        <source>what is beyond the newest {count} exchanges</source>
        <translation>was über die neuesten {count} Austausche hinausgeht</translation>
    </message>
    <message>
        <source>what was sent more than {count} days ago</source>
        <translation>was vor mehr als {count} Tagen gesendet wurde</translation>
    </message>
    <message>
        <source>{act}: {repair}</source>
        <translation>{act}: {repair}</translation>
    </message>
    <message>
        <source>{beginning} ({count} characters: edit them in the JSON view)</source>
        <translation>{beginning} ({count} Zeichen: in der JSON-Ansicht bearbeiten)</translation>
    </message>
    <message>
        <source>{catches}
{rule} · Enter lists its problems</source>
        <translation>{catches}
{rule} · Die Eingabetaste listet die Probleme auf</translation>
    </message>
    <message>
        <source>{count} accepted</source>
        <translation>{count} angenommen</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} gefunden</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>{count} no answer</source>
        <translation>{count} ohne Antwort</translation>
    </message>
    <message>
        <source>{count} not sent</source>
        <translation>{count} nicht gesendet</translation>
    </message>
    <message>
        <source>{count} of {most} events</source>
        <translation>{count} von {most}</translation>
    </message>
    <message>
        <source>{count} on</source>
        <translation>{count} aktiv</translation>
    </message>
    <message>
        <source>{count} outcome unknown</source>
        <translation>{count} mit unbekanntem Ausgang</translation>
    </message>
    <message>
        <source>{count} refused</source>
        <translation>{count} abgelehnt</translation>
    </message>
    <message>
        <source>{count} sending</source>
        <translation>{count} unterwegs</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln exchange(s) deleted; the others are still there.</source>
        <translation>
            <numerusform>{done} von %Ln Austausch gelöscht; die übrigen sind noch da.</numerusform>
            <numerusform>{done} von %Ln Austauschen gelöscht; die übrigen sind noch da.</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total} requests have been sent.</source>
        <translation>{done} von {total} Anfragen sind gesendet.</translation>
    </message>
    <message>
        <source>{error}. The table keeps the last readable request.</source>
        <translation>{error}. Die Tabelle behält die letzte lesbare Anfrage.</translation>
    </message>
    <message>
        <source>{events} of {users}; sent as {requests}.</source>
        <translation>{events} von {users}; gesendet als {requests}.</translation>
    </message>
    <message>
        <source>{exchanges} written to {file}.</source>
        <translation>{exchanges} nach {file} geschrieben.</translation>
    </message>
    <message>
        <source>{exchanges}, sent {period}</source>
        <translation>{exchanges}, gesendet {period}</translation>
    </message>
    <message>
        <source>{field} of a new event: type to add it</source>
        <translation>{field} eines neuen Ereignisses: tippen, um es hinzuzufügen</translation>
    </message>
    <message>
        <source>{field} of event {number}</source>
        <translation>{field} von Ereignis {number}</translation>
    </message>
    <message>
        <source>{file} cannot be imported: {why}.</source>
        <translation>{file} lässt sich nicht importieren: {why}.</translation>
    </message>
    <message>
        <source>{file} cannot be opened: {trouble}.</source>
        <translation>{file} lässt sich nicht öffnen: {trouble}.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {why}.</source>
        <translation>{file} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {trouble}.</source>
        <translation>{file} lässt sich nicht schreiben: {trouble}.</translation>
    </message>
    <message>
        <source>{file} has been changed by another program since it was opened or saved here.</source>
        <translation>{file} wurde von einem anderen Programm geändert, seit sie hier geöffnet oder gespeichert wurde.</translation>
    </message>
    <message>
        <source>{file} is not saved by itself: {reason}. Your edits are in the draft; save to decide.</source>
        <translation>{file} wird nicht von selbst gespeichert: {reason}. Ihre Änderungen stehen im Entwurf; speichern Sie, um zu entscheiden.</translation>
    </message>
    <message>
        <source>{file} is not there any more; it has been taken off the list.</source>
        <translation>{file} gibt es nicht mehr; die Datei wurde aus der Liste genommen.</translation>
    </message>
    <message>
        <source>{file} is there already: choose it with its ending to replace it.</source>
        <translation>{file} ist schon da: Wählen Sie die Datei mit ihrer Endung, um sie zu ersetzen.</translation>
    </message>
    <message>
        <source>{file} was not written: {why}.</source>
        <translation>{file} wurde nicht geschrieben: {why}.</translation>
    </message>
    <message>
        <source>{first} of preparation, {whole} in all</source>
        <translation>{first} Vorbereitung, {whole} insgesamt</translation>
    </message>
    <message>
        <source>{form} cannot say this request: {error}.</source>
        <translation>{form} kann diese Anfrage nicht ausdrücken: {error}.</translation>
    </message>
    <message>
        <source>{found} of {kept}</source>
        <translation>{found} von {kept}</translation>
    </message>
    <message>
        <source>{given} of {most}</source>
        <translation>{given} von {most}</translation>
    </message>
    <message>
        <source>{given} of {most} characters</source>
        <translation>{given} von {most} Zeichen</translation>
    </message>
    <message>
        <source>{given} of {most} items</source>
        <translation>{given} von {most} Artikeln</translation>
    </message>
    <message>
        <source>{hint} (required)</source>
        <translation>{hint} (Pflichtfeld)</translation>
    </message>
    <message>
        <source>{kind} (*{ending});;All files (*)</source>
        <translation>{kind} (*{ending});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>{list} item {number}</source>
        <translation>{list}, Artikel {number}</translation>
    </message>
    <message>
        <source>{name} cannot be attached: {why}.</source>
        <translation>{name} lässt sich nicht anhängen: {why}.</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} (Kopie)</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{number} von {total}</translation>
    </message>
    <message>
        <source>{outcome}, status {status}</source>
        <translation>{outcome}, Status {status}</translation>
    </message>
    <message>
        <source>{placeholder} when sent</source>
        <translation>{placeholder} beim Senden</translation>
    </message>
    <message>
        <source>{place}: {zone} ({offset})</source>
        <translation>{place}: {zone} ({offset})</translation>
    </message>
    <message>
        <source>{region} (none given)</source>
        <translation>{region} (Vorgabe)</translation>
    </message>
    <message>
        <source>{rule}: always checked</source>
        <translation>{rule}: immer geprüft</translation>
    </message>
    <message>
        <source>{rule}: checked</source>
        <translation>{rule}: geprüft</translation>
    </message>
    <message>
        <source>{rule}: silenced</source>
        <translation>{rule}: stummgeschaltet</translation>
    </message>
    <message>
        <source>{several} and {last}</source>
        <translation>{several} und {last}</translation>
    </message>
    <message numerus="yes">
        <source>{severity}: {catches}; %Ln problem(s) of {rule}</source>
        <translation>
            <numerusform>{severity}: {catches}; %Ln Problem von {rule}</numerusform>
            <numerusform>{severity}: {catches}; %Ln Probleme von {rule}</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} bytes, of which the first {most} are shown</source>
        <translation>{size} Byte, davon die ersten {most} gezeigt</translation>
    </message>
    <message>
        <source>{time} ({difference} longer)</source>
        <translation>{time} ({difference} länger)</translation>
    </message>
    <message>
        <source>{time} ({difference} shorter)</source>
        <translation>{time} ({difference} kürzer)</translation>
    </message>
    <message>
        <source>{types}, categorical</source>
        <translation>{types}, kategorial</translation>
    </message>
    <message>
        <source>{what} was cancelled.</source>
        <translation>Abgebrochen: {what}.</translation>
    </message>
    <message>
        <source>{what}. Undo brings back what was here, and so does File ▸ Bring back.</source>
        <translation>{what}. Rückgängig bringt zurück, was hier war, ebenso Datei ▸ Zurückholen.</translation>
    </message>
    <message>
        <source>{what}. Undo brings back what was here.</source>
        <translation>{what}. Rückgängig bringt zurück, was hier war.</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>„{name}“</translation>
    </message>
    <message>
        <source>“{name}” at a sandbox</source>
        <translation>„{name}“ bei einer Sandbox</translation>
    </message>
    <message>
        <source>“{name}” at {address}</source>
        <translation>„{name}“ unter {address}</translation>
    </message>
    <message>
        <source>“{name}” has changes that are not saved.</source>
        <translation>„{name}“ hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>“{name}” is a production connection and takes {most} requests once it is armed.</source>
        <translation>„{name}“ ist eine Produktionsverbindung und lässt {most} Anfragen durch, sobald sie scharf ist.</translation>
    </message>
    <message>
        <source>“{name}” is deleted, and its keys with it.</source>
        <translation>„{name}“ ist gelöscht, die Schlüssel ebenso.</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>„{name}“ ist gelöscht.</translation>
    </message>
    <message>
        <source>“{name}” is saved.</source>
        <translation>„{name}“ ist gespeichert.</translation>
    </message>
    <message>
        <source>“{name}” signs nothing.</source>
        <translation>„{name}“ signiert nichts.</translation>
    </message>
    <message>
        <source>“{repair}”</source>
        <translation>„{repair}“</translation>
    </message>
    <message>
        <source>… Sending</source>
        <translation>… Unterwegs</translation>
    </message>
    <message>
        <source>… Waiting</source>
        <translation>… Wartet</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… und {count} weitere</translation>
    </message>
    <message>
        <source>… and {count} more, which come up as these are mended</source>
        <translation>… und {count} weitere, die nachrücken, sobald diese behoben sind</translation>
    </message>
    <message>
        <source>… and {count} more: edit them in the JSON view</source>
        <translation>… und {count} weitere: in der JSON-Ansicht bearbeiten</translation>
    </message>
    <message>
        <source>… {count} characters …</source>
        <translation>… {count} Zeichen …</translation>
    </message>
    <message>
        <source>… {count} more characters</source>
        <translation>… {count} weitere Zeichen</translation>
    </message>
    <message>
        <source>ℹ Requests go through the proxy {proxy}.</source>
        <translation>ℹ Anfragen gehen über den Proxy {proxy}.</translation>
    </message>
    <message>
        <source>←, →, Home, End and Enter</source>
        <translation>←, →, Pos1, Ende und Enter</translation>
    </message>
    <message>
        <source>▲ Keys go to {host}, which is no host of AWS: somebody has confirmed it by its name.</source>
        <translation>▲ Schlüssel gehen an {host}, keinen Host von AWS: Jemand hat ihn mit seinem Namen bestätigt.</translation>
    </message>
    <message>
        <source>▲ The certificate of {host} is not checked: somebody on the way can read and change requests.</source>
        <translation>▲ Das Zertifikat von {host} wird nicht geprüft: Unterwegs kann jemand Anfragen lesen und ändern.</translation>
    </message>
    <message>
        <source>▲ The keys are kept in memory alone, and forgotten when the console closes.</source>
        <translation>▲ Die Schlüssel bleiben nur im Arbeitsspeicher und sind beim Schließen der Konsole vergessen.</translation>
    </message>
    <message>
        <source>▲ What is shown here was signed before the request or the connection changed: sign again.</source>
        <translation>▲ Was hier steht, wurde signiert, bevor sich Anfrage oder Verbindung geändert haben: Bitte erneut signieren.</translation>
    </message>
    <message>
        <source>▲ “{name}” is not ready ({status}): the service may refuse events that are sent to it.</source>
        <translation>▲ „{name}“ ist nicht bereit ({status}): Der Dienst könnte Ereignisse ablehnen, die an ihn gehen.</translation>
    </message>
    <message>
        <source>★ Starred</source>
        <translation>★ Mit Stern</translation>
    </message>
    <message>
        <source>✎ Not sent</source>
        <translation>✎ Nicht gesendet</translation>
    </message>
    <message>
        <source>✓ Copied</source>
        <translation>✓ Kopiert</translation>
    </message>
    <message>
        <source>✓ No problem found: every limit of the service&apos;s model is kept.</source>
        <translation>✓ Kein Problem gefunden: Alle Grenzen aus dem Modell des Dienstes sind eingehalten.</translation>
    </message>
    <message>
        <source>✓ imported</source>
        <translation>✓ importiert</translation>
    </message>
</context>
</TS>
