package simulate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"turno/forecast"
	"turno/skills"
)

// Outcome says what became of a turn.
type Outcome string

// The outcomes of a turn.
const (
	Answered  Outcome = "answered"  // replied to, or picked up
	Flushed   Outcome = "flushed"   // needed no answer
	Abandoned Outcome = "abandoned" // the customer left while waiting
	Outside   Outcome = "outside"   // came outside opening hours and left
	Waiting   Outcome = "waiting"   // neither answered nor gone at the end of the period
	Posted    Outcome = "posted"    // a closing post of the team, for which nobody waits; its turn is 0
)

var outcomes = map[outcome]Outcome{answered: Answered, flushed: Flushed, abandoned: Abandoned, outside: Outside, waiting: Waiting, posted: Posted}

// Record is one turn of one contact in one replication, flat: everything that Run tells can
// be counted from these. Zero times stand for what did not happen within the period.
type Record struct {
	Contact int // numbered by arrival within the replication
	Turn    int // 1 is the first message
	Queue   string
	Channel skills.Channel
	Kind    forecast.Kind
	Agent   string // who served it; empty for nobody
	Outcome Outcome
	Again   bool      // live: the customer hung up before and tries again
	Arrival time.Time // of the customer's message
	Start   time.Time // of the agent's work
	Answer  time.Time // live: picked up; deferrable: reply sent
	End     time.Time // of the agent's work, or when the customer left
}

// Records replays the roster once, as replication number k from 0 of a Run with the same
// seed, and returns its turns by arrival. Those of the time before the period that reach
// into it are among them. It fails like Run.
func Records(ctx context.Context, in Input, seed uint64, k int) ([]Record, error) {
	if k < 0 || k >= mostReplications {
		return nil, fmt.Errorf("replication %d: expected 0 to %d", k, mostReplications-1)
	}
	w, err := newWorld(in)
	if err != nil {
		return nil, err
	}
	e := newEngine(w)
	if err := e.replay(ctx, seed, k); err != nil {
		return nil, err
	}
	out := make([]Record, 0, len(e.records))
	for _, r := range e.records {
		if r.end >= 0 {
			out = append(out, w.export(in, r))
		}
	}
	slices.SortStableFunc(out, func(a, b Record) int {
		return cmp.Or(a.Arrival.Compare(b.Arrival), cmp.Compare(a.Contact, b.Contact), cmp.Compare(a.Turn, b.Turn))
	})
	return out, nil
}

// export is a record with names and instants, to the millisecond.
func (w *world) export(in Input, r record) Record {
	at := func(t float64) time.Time {
		if math.IsInf(t, 1) {
			return time.Time{}
		}
		return in.Grid.Start.Add(time.Duration(math.Round(1000*t)) * time.Millisecond)
	}
	out := Record{
		Contact: int(r.contact), Turn: int(r.turn), Queue: w.queues[r.queue].name, Channel: in.Queues[r.queue].Channel,
		Kind: w.queues[r.queue].streams[r.kind].Kind, Outcome: outcomes[r.outcome], Again: r.again,
		Arrival: at(r.arrival), Start: at(r.start), Answer: at(r.answer), End: at(r.end),
	}
	if r.agent >= 0 && !out.Start.IsZero() {
		out.Agent = w.agents[r.agent].id
	}
	return out
}
