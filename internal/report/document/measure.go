package document

import (
	"io"
	"time"

	"turno/forecast/messages"
	"turno/internal/report/text"
)

type account struct {
	Head
	Files   []exportFile  `json:"files"`
	Counts  counts        `json:"counts"`
	Queues  []measures    `json:"queues"`
	Moved   []moved       `json:"moved"`
	Crossed []crossed     `json:"crossed"`
	Stored  *storedCounts `json:"history,omitempty"`
}

type exportFile struct {
	File    string `json:"file"`
	Rows    int64  `json:"rows"`
	Bad     int64  `json:"bad"`
	Folded  int    `json:"times_shown_twice"`
	Skipped int    `json:"times_skipped"`
	Left    int64  `json:"totals_left_out"`
	Coding  string `json:"letters,omitempty"`
	Dates   string `json:"dates,omitempty"` // where not as the layout says
}

type counts struct {
	From          string `json:"from"`
	To            string `json:"to"`
	Rows          int64  `json:"rows"`
	Duplicates    int64  `json:"duplicates"`
	Conflicting   int64  `json:"conflicting_duplicates"`
	OutOfOrder    int64  `json:"out_of_order"`
	Inbound       int64  `json:"inbound"`
	Outbound      int64  `json:"outbound"`
	Links         int64  `json:"links"`
	Orphans       int64  `json:"orphans"`
	Several       int64  `json:"with_several_replies"`
	Loops         int64  `json:"loops"`
	Early         int64  `json:"replies_before_their_message"`
	Conversations int64  `json:"conversations"`
	Headless      int64  `json:"begun_before_the_file"`
	Joined        int64  `json:"joined"`
	Broadcasts    int64  `json:"broadcasts"`
	Unassigned    int64  `json:"unassigned"`
	Strays        int64  `json:"strays"`
}

type storedCounts struct {
	New     int      `json:"new"`
	Same    int      `json:"same"`
	Changed int      `json:"changed"`
	Kept    int      `json:"kept"`
	Shift   *number  `json:"shift_hours"`
	Unknown []string `json:"unknown_queues"`
	Written bool     `json:"written"`
}

type parameter struct {
	Value number `json:"value"`
	Low   number `json:"low"`
	High  number `json:"high"`
	N     int64  `json:"n"`
	Used  bool   `json:"default_of_plans"`
}

type quantiles struct {
	N      int64  `json:"n"`
	Mean   number `json:"mean"`
	Median number `json:"median"`
	P90    number `json:"p90"`
}

type waits struct {
	Elapsed quantiles `json:"elapsed"`
	Open    quantiles `json:"open"`
}

type reached struct {
	Within  number `json:"within_seconds"`
	Measure string `json:"measure"`
	Clock   string `json:"clock"`
	N       int64  `json:"n"`
	Share   number `json:"share"`
}

type hourOf struct {
	Hour     int              `json:"hour"`
	Messages int64            `json:"messages"`
	Volume   int64            `json:"volume"`
	Answered int64            `json:"answered"`
	Flushed  int64            `json:"flushed"`
	Replies  int64            `json:"replies"`
	Waits    map[string]waits `json:"waits"`
	Reached  []reached        `json:"reached"`
}

type kindOf struct {
	Kind       string               `json:"kind"`
	Volume     int64                `json:"volume"`
	Answered   int64                `json:"answered"`
	Flushed    int64                `json:"flushed"`
	Replies    int64                `json:"replies"`
	Parameters map[string]parameter `json:"parameters"`
	Moved      []moved              `json:"moved"`
	Working    []parameter          `json:"share_by_hour"`
	Weekend    []parameter          `json:"share_by_hour_of_weekends"`
}

type measures struct {
	Queue       string               `json:"queue"`
	Handles     []string             `json:"handles"`
	Side        string               `json:"side"`
	Messages    int64                `json:"messages"`
	Volume      int64                `json:"volume"`
	Answered    int64                `json:"answered"`
	Flushed     int64                `json:"flushed"`
	Ruled       int64                `json:"flushed_by_rule"`
	Unanswered  int64                `json:"missed"`
	Replies     int64                `json:"replies"`
	Handovers   int64                `json:"handovers"`
	Parameters  map[string]parameter `json:"parameters"`
	Waits       map[string]waits     `json:"waits"`
	Reached     []reached            `json:"reached"`
	Think       quantiles            `json:"think"`
	Handle      quantiles            `json:"handle"`
	Recorded    bool                 `json:"handle_recorded"`
	ClosingRate number               `json:"closed_per_agent_hour"`
	AgentHours  number               `json:"agent_hours"`
	CSAT        *number              `json:"csat"`
	CSATs       int64                `json:"csat_n"`
	Late        int64                `json:"late"`
	LateReach   number               `json:"late_reach"`
	Reach       number               `json:"reach"`
	Abandoned   number               `json:"abandoned"`
	Kinds       []kindOf             `json:"kinds"`
	Untold      []string             `json:"kinds_not_told_apart"`
	Hours       []hourOf             `json:"hours"`
}

type moved struct {
	From    string    `json:"from"`
	To      string    `json:"to"`
	Invited int64     `json:"invited"`
	Came    int64     `json:"came"`
	Lag     quantiles `json:"lag"`
	DropOff number    `json:"drop_off"`
}

type crossed struct {
	Addressed     string `json:"addressed"`
	Answered      string `json:"answered"`
	Conversations int64  `json:"conversations"`
	Replies       int64  `json:"replies"`
	Hours         number `json:"agent_hours"`
}

// Import writes what an import read, measured and stored.
func Import(w io.Writer, a messages.Account, words text.Catalogue) error {
	doc := accounted("import", a, words)
	s := storedCounts{New: a.Merged.New, Same: a.Merged.Same, Changed: a.Merged.Changed, Kept: a.Merged.Kept, Unknown: append([]string{}, a.Unknown...), Written: a.Written}
	if a.Shifted {
		by := number(a.Shift.By.Hours())
		s.Shift = &by
	}
	doc.Stored = &s
	return write(w, doc)
}

// Measured writes all measures of an export. Times are in seconds.
func Measured(w io.Writer, a messages.Account, words text.Catalogue) error {
	return write(w, accounted("measures", a, words))
}

func accounted(kind string, a messages.Account, words text.Catalogue) account {
	doc := account{Head: head(kind), Files: []exportFile{}, Queues: []measures{}, Moved: []moved{}, Crossed: []crossed{}}
	for _, f := range a.Files {
		doc.Files = append(doc.Files, exportFile{f.Name, f.Rows, f.Bad, f.Folded, f.Skipped, f.Left, f.Coding, dates(f)})
	}
	n := a.Counts
	at := func(unix int64) string { return stamp(time.Unix(unix, 0), words) }
	doc.Counts = counts{at(n.First), at(n.Last), n.Rows, n.Duplicates, n.Conflicting, n.OutOfOrder, n.Inbound, n.Outbound, n.Links, n.Orphans, n.Several, n.Loops, n.Early,
		n.Conversations, n.Headless, n.Joined, n.Broadcasts, n.Unassigned, a.Strays}
	for i := range a.Queues {
		doc.Queues = append(doc.Queues, measuresOf(&a.Queues[i], a))
	}
	for _, m := range a.Moved {
		doc.Moved = append(doc.Moved, movedOf(m))
	}
	for _, x := range a.Crossed {
		doc.Crossed = append(doc.Crossed, crossed{x.Addressed, x.Answered, x.Conversations, x.Replies, number(x.Hours)})
	}
	return doc
}

func measuresOf(q *messages.Measures, a messages.Account) measures {
	out := measures{Queue: q.Queue, Handles: append([]string{}, q.Handles...), Side: q.Side.String(), Messages: q.Messages, Volume: q.Volume, Answered: q.Answered, Flushed: q.Flushed,
		Ruled: q.Ruled, Unanswered: q.Unanswered, Replies: q.Replies, Handovers: q.Handovers, Parameters: map[string]parameter{}, Waits: waitsOf(&q.Waits), Reached: reachedOf(q.Reached),
		Think: quantilesOf(&q.Think), Handle: quantilesOf(&q.Handle), Recorded: q.Timed, ClosingRate: number(q.ClosingRate().Value), AgentHours: number(q.AgentHours),
		CSATs: q.CSATs, Late: q.Late, LateReach: number(q.LateTo), Reach: number(q.Reach), Abandoned: number(q.Abandoned), Kinds: []kindOf{}, Untold: append([]string{}, q.Untold...), Hours: []hourOf{}}
	if q.CSATs > 0 {
		c := number(q.CSAT)
		out.CSAT = &c
	}
	for _, p := range q.Parameters() {
		if p.N > 0 {
			out.Parameters[p.Key] = parameterOf(p.Parameter, a.Takes(q.Queue, p.Key))
		}
	}
	for i := range q.Kinds {
		out.Kinds = append(out.Kinds, kindMeasured(q, &q.Kinds[i], a))
	}
	for h := range q.Hours {
		x := &q.Hours[h]
		out.Hours = append(out.Hours, hourOf{h, x.Messages, x.Volume, x.Answered, x.Flushed, x.Replies, waitsOf(&x.Waits), reachedOf(x.Reached)})
	}
	return out
}

func movedOf(m messages.Moved) moved {
	return moved{m.From, m.To, m.Invited, m.Came, quantilesOf(&m.Lag), number(m.DropOff().Value)}
}

// parameterOf is a measured value; from too few observations no plan takes it.
func parameterOf(p messages.Parameter, takes bool) parameter {
	return parameter{number(p.Value), number(p.Low), number(p.High), p.N, takes && p.N >= messages.Least}
}

func kindMeasured(q *messages.Measures, k *messages.Kind, a messages.Account) kindOf {
	out := kindOf{Kind: string(k.Kind), Volume: k.Volume, Answered: k.Answered, Flushed: k.Flushed, Replies: k.Replies, Parameters: map[string]parameter{}, Moved: []moved{}}
	for _, p := range q.KindParameters(k) {
		key := p.Key
		if p.To != "" {
			key += " " + p.To
		}
		if p.N > 0 {
			out.Parameters[key] = parameterOf(p.Parameter, k.Kind != "" && a.TakesOf(q.Queue, k, p.Key))
		}
	}
	for _, m := range k.Moved {
		out.Moved = append(out.Moved, movedOf(m))
	}
	for slot := range messages.Slots {
		p := parameterOf(q.Mix(k, slot), false)
		if slot < messages.Slots/2 {
			out.Working = append(out.Working, p)
		} else {
			out.Weekend = append(out.Weekend, p)
		}
	}
	return out
}

func quantilesOf(t *messages.Times) quantiles {
	return quantiles{t.N(), number(t.Mean()), number(t.Quantile(0.5)), number(t.Quantile(0.9))}
}

// Phases names the phases of a conversation, by their number.
var Phases = []string{"first reply", "each reply", "end to end"}

func waitsOf(w *[3]messages.Wait) map[string]waits {
	out := map[string]waits{}
	for p := range w {
		out[Phases[p]] = waits{quantilesOf(&w[p].Elapsed), quantilesOf(&w[p].Open)}
	}
	return out
}

func reachedOf(all []messages.Reached) []reached {
	out := []reached{}
	for _, r := range all {
		clock := "elapsed"
		if r.Open {
			clock = "open"
		}
		out = append(out, reached{number(r.Within.Seconds()), Phases[r.Phase], clock, r.N, number(r.Share().Value)})
	}
	return out
}

// dates says what stands first in the dates of a file that are not as its layout says.
func dates(f messages.File) string {
	switch {
	case !f.Turned:
		return ""
	case f.MonthFirst:
		return "month first"
	}
	return "day first"
}
