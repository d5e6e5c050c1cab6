package layout

import (
	"cmp"
	"strings"

	"turno/forecast"
	"turno/forecast/messages"
	"turno/internal/workspace/settings"
)

// The fields of all layouts by number.
const (
	fID = iota
	fReplyTo
	fThread
	fAt
	fAuthor
	fInbound
	fHandle
	fSide
	fAgent
	fKind
	fHandled
	fCSAT
	fReach
	fText
	fOpened
	fFirst
	fFirstAfter
	fClosed
	fClosedAfter
	fReplies
	fQueue
	fEnd
	fOffered
	fAbandoned
	fAHT
	fTime
	fTotal
	fields
)

var fieldNames = [fields]string{"id", "reply_to", "thread", "at", "author", "inbound", "handle", "side", "agent", "kind", "handled", "csat", "reach", "text",
	"opened", "first_reply", "first_reply_after", "closed", "closed_after", "replies", "queue", "end", "offered", "abandoned", "aht", "time", "handle_total"}

var fieldOf = func() map[string]int {
	at := map[string]int{}
	for i, name := range fieldNames {
		at[name] = i
	}
	return at
}()

// words are what the cells of a layout may say.
type words struct {
	inbound map[string]bool
	sides   map[string]messages.Side
	score   map[string]float64
}

func newWords(l settings.Layout) words {
	w := words{inbound: map[string]bool{}, sides: map[string]messages.Side{}, score: map[string]float64{}}
	customer := l.Inbound
	if len(customer) == 0 {
		customer = []string{"yes", "true", "1", "in", "inbound", "incoming", "customer", "end-user", "received"}
		for _, s := range []string{"no", "false", "0", "out", "outbound", "outgoing", "agent", "brand", "admin", "sent"} {
			w.inbound[s] = false
		}
	}
	for _, s := range customer {
		w.inbound[strings.ToLower(s)] = true
	}
	for side, names := range l.Sides {
		for _, s := range names {
			w.sides[strings.ToLower(s)] = side
		}
	}
	for _, s := range l.Good {
		w.score[strings.ToLower(s)] = 1
	}
	for _, s := range l.Bad {
		w.score[strings.ToLower(s)] = 0
	}
	return w
}

// said looks a cell up among words, as it is and in lower case.
func said[V any](words map[string]V, cell string) (V, bool) {
	v, ok := words[cell]
	if !ok && cell != "" && len(words) > 0 {
		v, ok = words[strings.ToLower(cell)]
	}
	return v, ok
}

func (x *reader) inbound() (bool, bool) {
	in, known := said(x.words.inbound, x.cell(fInbound))
	if !known {
		if len(x.layout.Inbound) > 0 && x.cell(fInbound) != "" {
			return false, true
		}
		x.reject(fInbound, "expected yes or no, true or false, in or out, or what the layout says means a customer")
		return false, false
	}
	return in, true
}

// side is where a row stands.
func (x *reader) side() messages.Side {
	if s, ok := said(x.words.sides, x.cell(fSide)); ok {
		return s
	}
	return x.layout.Side
}

// key reads the number of a message or a person into the key that stands for it.
func (x *reader) key(field int, to *uint64) bool {
	s := x.cell(field)
	if rounded(s, x.file.Sheet() != "") {
		x.reject(field, "a spreadsheet has cut digits from this number, so that it stands for many: expected the number as it was; export it anew and do not save it with a spreadsheet program, or have the column as text there")
		return false
	}
	*to = messages.Key(s)
	return true
}

// csat is satisfaction from 0 to 1, -1 where nothing is told.
func (x *reader) csat() (float64, bool) {
	s := x.cell(fCSAT)
	if s == "" {
		return -1, true
	}
	if v, ok := said(x.words.score, s); ok {
		return v, true
	}
	if share, percent := strings.CutSuffix(s, "%"); percent {
		v, err := parseNumber(strings.TrimSpace(share), x.commas)
		if err != nil || !(v >= 0 && v <= 100) {
			x.reject(fCSAT, "expected a share from 0% to 100%")
			return -1, false
		}
		return v / 100, true
	}
	if x.layout.Best == 0 {
		return -1, true // offered, unoffered and the like
	}
	v, ok := x.count(fCSAT, x.layout.Best)
	if v < 0 || !ok {
		return -1, ok
	}
	if x.layout.Best <= 10 { // scores from 1
		return max(0, v-1) / (x.layout.Best - 1), true
	}
	return v / x.layout.Best, true
}

func (x *reader) message() error {
	at, ok := x.when(fAt, true)
	if !ok {
		return nil
	}
	in, ok := x.inbound()
	if !ok {
		return nil
	}
	m := messages.Message{At: at, Inbound: in, Side: x.side()}
	if !x.key(fID, &m.ID) || !x.key(fReplyTo, &m.ReplyTo) || !x.key(fThread, &m.Thread) || !x.key(fAuthor, &m.Author) {
		return nil
	}
	handle := fHandle
	if x.layout.AuthorHandle && !in {
		handle = fAuthor
	}
	var ok1, ok2, ok3, ok4, ok5 bool
	if m.Handle, ok1 = x.named(handle); !ok1 {
		return nil
	}
	if m.Agent, ok1 = x.named(fAgent); !ok1 {
		return nil
	}
	kind, ok2 := x.named(fKind)
	if m.CSAT, ok3 = x.csat(); !ok2 || !ok3 {
		return nil
	}
	if m.Reach, ok4 = x.count(fReach, 1e12); !ok4 {
		return nil
	}
	if m.Handled, ok5 = x.seconds(fHandled); !ok5 {
		return nil
	}
	m.Flush, m.Invites, m.Kind = x.found.flush && in, x.found.invites && !in, cmp.Or(forecast.Kind(kind), x.found.kind)
	if in {
		m.Agent = ""
	}
	return x.into.Add(m)
}

func (x *reader) ticket() error {
	opened, ok := x.when(fOpened, true)
	if !ok {
		return nil
	}
	k := messages.Ticket{Side: x.side(), Opened: opened}
	if !x.key(fID, &k.ID) {
		return nil
	}
	if k.FirstReply, ok = x.moment(fFirst, fFirstAfter, opened); !ok {
		return nil
	}
	if k.Closed, ok = x.moment(fClosed, fClosedAfter, opened); !ok {
		return nil
	}
	for _, n := range []struct {
		field int
		most  float64
		to    *float64
	}{{fReplies, 1e4, &k.Replies}, {fReach, 1e12, &k.Reach}} {
		if *n.to, ok = x.count(n.field, n.most); !ok {
			return nil
		}
	}
	if k.Handled, ok = x.seconds(fHandled); !ok {
		return nil
	}
	if k.CSAT, ok = x.csat(); !ok {
		return nil
	}
	var kind string
	for _, n := range []struct {
		field int
		to    *string
	}{{fHandle, &k.Handle}, {fAgent, &k.Agent}, {fKind, &kind}} {
		if *n.to, ok = x.named(n.field); !ok {
			return nil
		}
	}
	k.Flush, k.Kind = x.found.flush, cmp.Or(forecast.Kind(kind), x.found.kind)
	return x.into.AddTicket(k)
}

// moment is a time that is told itself or by how long after another; 0 is not known.
func (x *reader) moment(field, after int, from int64) (int64, bool) {
	if x.cell(field) != "" {
		return x.when(field, true)
	}
	d, ok := x.seconds(after)
	if d < 0 || !ok {
		return 0, ok
	}
	return from + int64(d+0.5), true
}
