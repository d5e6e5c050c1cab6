package roster_test

import (
	"context"
	"testing"
	"time"

	"turno/schedule/check"
	"turno/schedule/roster"
)

func report(t testing.TB, in roster.Input, r roster.Result) check.Report {
	rep := check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: r.Roster})
	return rep
}

func TestTry(t *testing.T) {
	for _, w := range []world{
		{8, 1, 30 * time.Minute, false, 1},
		{20, 1, 30 * time.Minute, false, 1},
	} {
		in := w.input()
		begin := time.Now()
		r, err := roster.Build(context.Background(), in, roster.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(w, time.Since(begin), len(r.Roster.Shifts), r.Done)
		for _, x := range r.Terms {
			t.Logf("%+v", x)
		}
		for _, f := range r.Findings {
			t.Log(f)
		}
		rep := report(t, in, r)
		for _, q := range rep.Coverage.Queues {
			t.Log(q.Queue, q.Service())
		}
		t.Log("broken", rep.Broken())
		for _, f := range rep.Findings {
			if f.Severity == "broken" {
				t.Log(f)
			}
		}
	}
}
