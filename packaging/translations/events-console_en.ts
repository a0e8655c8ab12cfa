<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>%Ln attempt(s)</source>
        <translation>
            <numerusform>%Ln attempt</numerusform>
            <numerusform>%Ln attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s) had no room at the right and stayed on the clipboard.</source>
        <translation>
            <numerusform>%Ln column had no room at the right and stayed on the clipboard.</numerusform>
            <numerusform>%Ln columns had no room at the right and stayed on the clipboard.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connection(s) made.</source>
        <translation>
            <numerusform>%Ln connection made.</numerusform>
            <numerusform>%Ln connections made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) ago</source>
        <translation>
            <numerusform>%Ln day ago</numerusform>
            <numerusform>%Ln days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln differs from what is here under the same ID, which stays as it is.</source>
        <translation>
            <numerusform>%Ln differs from what is here under the same ID, which stays as it is.</numerusform>
            <numerusform>%Ln differ from what is here under the same ID, which stays as it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln differs in star, note or tags; those here are kept.</source>
        <translation>
            <numerusform>%Ln differs in star, note or tags; those here are kept.</numerusform>
            <numerusform>%Ln differ in star, note or tags; those here are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln error</numerusform>
            <numerusform>%Ln errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event tracker(s), read {ago}.</source>
        <translation>
            <numerusform>%Ln event tracker, read {ago}.</numerusform>
            <numerusform>%Ln event trackers, read {ago}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s)</source>
        <translation>
            <numerusform>%Ln exchange</numerusform>
            <numerusform>%Ln exchanges</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s) added from {file}.</source>
        <translation>
            <numerusform>%Ln exchange added from {file}.</numerusform>
            <numerusform>%Ln exchanges added from {file}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s) deleted.</source>
        <translation>
            <numerusform>%Ln exchange deleted.</numerusform>
            <numerusform>%Ln exchanges deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s) went from the history for good.</source>
        <translation>
            <numerusform>%Ln exchange went from the history for good.</numerusform>
            <numerusform>%Ln exchanges went from the history for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s) went so far.</source>
        <translation>
            <numerusform>%Ln exchange went so far.</numerusform>
            <numerusform>%Ln exchanges went so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s), {size} on disk</source>
        <translation>
            <numerusform>%Ln exchange, {size} on disk</numerusform>
            <numerusform>%Ln exchanges, {size} on disk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s), {size} on disk, {free} of them free for new ones</source>
        <translation>
            <numerusform>%Ln exchange, {size} on disk, {free} of them free for new ones</numerusform>
            <numerusform>%Ln exchanges, {size} on disk, {free} of them free for new ones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln field(s) · from {source}, read {ago}</source>
        <translation>
            <numerusform>%Ln field · from {source}, read {ago}</numerusform>
            <numerusform>%Ln fields · from {source}, read {ago}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) under File ▸ Open recent</source>
        <translation>
            <numerusform>%Ln file under File ▸ Open recent</numerusform>
            <numerusform>%Ln files under File ▸ Open recent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hint(s)</source>
        <translation>
            <numerusform>%Ln hint</numerusform>
            <numerusform>%Ln hints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s) ago</source>
        <translation>
            <numerusform>%Ln hour ago</numerusform>
            <numerusform>%Ln hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s) · read {ago}</source>
        <translation>
            <numerusform>%Ln item · read {ago}</numerusform>
            <numerusform>%Ln items · read {ago}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s), without titles · read {ago}</source>
        <translation>
            <numerusform>%Ln item, without titles · read {ago}</numerusform>
            <numerusform>%Ln items, without titles · read {ago}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s), {titled} with a title · read {ago}</source>
        <translation>
            <numerusform>%Ln item, {titled} with a title · read {ago}</numerusform>
            <numerusform>%Ln items, {titled} with a title · read {ago}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) could not be read:</source>
        <translation>
            <numerusform>%Ln line could not be read:</numerusform>
            <numerusform>%Ln lines could not be read:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) differ.</source>
        <translation>
            <numerusform>%Ln line differs.</numerusform>
            <numerusform>%Ln lines differ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) ago</source>
        <translation>
            <numerusform>%Ln minute ago</numerusform>
            <numerusform>%Ln minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more filter(s): show them all</source>
        <translation>
            <numerusform>%Ln more filter: show them all</numerusform>
            <numerusform>%Ln more filters: show them all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) sent to “{place}”</source>
        <translation>
            <numerusform>%Ln request sent to “{place}”</numerusform>
            <numerusform>%Ln requests sent to “{place}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rule(s) silenced for every connection.</source>
        <translation>
            <numerusform>%Ln rule is silenced for every connection.</numerusform>
            <numerusform>%Ln rules are silenced for every connection.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rule(s) silenced for every connection: {rules}.</source>
        <translation>
            <numerusform>%Ln rule is silenced for every connection: {rules}.</numerusform>
            <numerusform>%Ln rules are silenced for every connection: {rules}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rule(s) silenced for this connection: {rules}.</source>
        <translation>
            <numerusform>%Ln rule is silenced for this connection: {rules}.</numerusform>
            <numerusform>%Ln rules are silenced for this connection: {rules}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s)</source>
        <translation>
            <numerusform>%Ln suggestion</numerusform>
            <numerusform>%Ln suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s)</source>
        <comment>of so many</comment>
        <translation>
            <numerusform>%Ln user</numerusform>
            <numerusform>%Ln users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln warning</numerusform>
            <numerusform>%Ln warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln was here already.</source>
        <translation>
            <numerusform>%Ln was here already.</numerusform>
            <numerusform>%Ln were here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a star, a note or tags would stay.</source>
        <translation>
            <numerusform>%Ln with a star, a note or tags would stay.</numerusform>
            <numerusform>%Ln with a star, a note or tags would stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without star, note or tags here got those of the file.</source>
        <translation>
            <numerusform>%Ln without star, note or tags here got those of the file.</numerusform>
            <numerusform>%Ln without star, note or tags here got those of the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Delete %Ln exchange(s)…</source>
        <translation>
            <numerusform>&amp;Delete %Ln exchange…</numerusform>
            <numerusform>&amp;Delete %Ln exchanges…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Export %Ln exchange(s)…</source>
        <translation>
            <numerusform>&amp;Export %Ln exchange…</numerusform>
            <numerusform>&amp;Export %Ln exchanges…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln row(s).</source>
        <translation>
            <numerusform>Copied %Ln row.</numerusform>
            <numerusform>Copied %Ln rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln event(s)</source>
        <translation>
            <numerusform>Delete event</numerusform>
            <numerusform>Delete %Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln exchange(s) from the history?</source>
        <translation>
            <numerusform>Delete this exchange from the history?</numerusform>
            <numerusform>Delete these %Ln exchanges from the history?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln exchange(s) sent until {day}?</source>
        <translation>
            <numerusform>Delete %Ln exchange sent until {day}?</numerusform>
            <numerusform>Delete %Ln exchanges sent until {day}?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete the %Ln exchange(s) that {search} finds?</source>
        <translation>
            <numerusform>Delete the exchange that {search} finds?</numerusform>
            <numerusform>Delete the %Ln exchanges that {search} finds?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleting %Ln exchange(s)</source>
        <translation>
            <numerusform>Deleting %Ln exchange</numerusform>
            <numerusform>Deleting %Ln exchanges</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %Ln event(s)</source>
        <translation>
            <numerusform>Duplicate event</numerusform>
            <numerusform>Duplicate %Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Event(s) {events} keep their event IDs, so that none counts twice: unchanged since it was sent; “Send as new” makes new ones.</source>
        <translation>
            <numerusform>Event {events} keeps its event ID, so that none counts twice: unchanged since it was sent; “Send as new” makes new ones.</numerusform>
            <numerusform>Events {events} keep their event IDs, so that none counts twice: unchanged since it was sent; “Send as new” makes new ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Everything in the history (%Ln exchange(s))</source>
        <translation>
            <numerusform>Everything in the history (%Ln exchange)</numerusform>
            <numerusform>Everything in the history (%Ln exchanges)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln profile(s)</source>
        <translation>
            <numerusform>Import %Ln profile</numerusform>
            <numerusform>Import %Ln profiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mend each of %Ln problem(s) that has a repair; one undo brings all back</source>
        <translation>
            <numerusform>Mend the %Ln problem if it has a repair; undo brings it back</numerusform>
            <numerusform>Mend each of %Ln problems that has a repair; one undo brings all back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln event(s)</source>
        <translation>
            <numerusform>Move event</numerusform>
            <numerusform>Move %Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %Ln request(s) to “{place}”, {done} done</source>
        <translation>
            <numerusform>Sending %Ln request to “{place}”, {done} done</numerusform>
            <numerusform>Sending %Ln requests to “{place}”, {done} done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %Ln request(s) to “{place}”, {done} done, and stops after this one</source>
        <translation>
            <numerusform>Sending %Ln request to “{place}”, {done} done, and stops after this one</numerusform>
            <numerusform>Sending %Ln requests to “{place}”, {done} done, and stops after this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln chosen</source>
        <translation>
            <numerusform>The one chosen</numerusform>
            <numerusform>The %Ln chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The connection {connection} silences %Ln more.</source>
        <translation>
            <numerusform>The connection {connection} silences %Ln more.</numerusform>
            <numerusform>The connection {connection} silences %Ln more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %Ln exchange(s)</source>
        <translation>
            <numerusform>The newest %Ln exchange</numerusform>
            <numerusform>The newest %Ln exchanges</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The next start deletes these %Ln exchange(s) for good.</source>
        <translation>
            <numerusform>The next start deletes this exchange for good.</numerusform>
            <numerusform>The next start deletes these %Ln exchanges for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The request has %Ln error(s): the service may refuse it.</source>
        <translation>
            <numerusform>The request has %Ln error: the service may refuse it.</numerusform>
            <numerusform>The request has %Ln errors: the service may refuse it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This would delete none of %Ln exchange(s).</source>
        <translation>
            <numerusform>This would delete none of %Ln exchange.</numerusform>
            <numerusform>This would delete none of %Ln exchanges.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This would delete {count} of %Ln exchange(s), sent from {first} to {last}, about {size}.</source>
        <translation>
            <numerusform>This would delete {count} of %Ln exchange, sent from {first} to {last}, about {size}.</numerusform>
            <numerusform>This would delete {count} of %Ln exchanges, sent from {first} to {last}, about {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This would delete {count} of %Ln exchange(s), sent on {first}, about {size}.</source>
        <translation>
            <numerusform>This would delete {count} of %Ln exchange, sent on {first}, about {size}.</numerusform>
            <numerusform>This would delete {count} of %Ln exchanges, sent on {first}, about {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more event(s)</source>
        <translation>
            <numerusform>and %Ln more event</numerusform>
            <numerusform>and %Ln more events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln exchange(s) deleted; the others are still there.</source>
        <translation>
            <numerusform>{done} of %Ln exchange deleted; the others are still there.</numerusform>
            <numerusform>{done} of %Ln exchanges deleted; the others are still there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{severity}: {catches}; %Ln problem(s) of {rule}</source>
        <translation>
            <numerusform>{severity}: {catches}; %Ln problem of {rule}</numerusform>
            <numerusform>{severity}: {catches}; %Ln problems of {rule}</numerusform>
        </translation>
    </message>
</context>
</TS>
