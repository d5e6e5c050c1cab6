package repair_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/roster"
)

// moved is the shift at another time, with all that is in it.
func moved(x schedule.Shift, by time.Duration) schedule.Shift {
	x.Breaks, x.Duties = slices.Clone(x.Breaks), slices.Clone(x.Duties)
	x.Start, x.End = x.Start.Add(by), x.End.Add(by)
	for i := range x.Breaks {
		x.Breaks[i].Start, x.Breaks[i].End = x.Breaks[i].Start.Add(by), x.Breaks[i].End.Add(by)
	}
	for i := range x.Duties {
		x.Duties[i].Start, x.Duties[i].End = x.Duties[i].Start.Add(by), x.Duties[i].End.Add(by)
	}
	return x
}

// Whatever a planner does to shifts, what Mend proposes keeps the rule, breaks no other,
// leaves locked shifts alone, and costs what it says.
func TestMendsHold(t *testing.T) {
	base := standing(t, 6)
	mended := 0
	rapid.Check(t, func(t *rapid.T) {
		s := base
		s.Roster.Shifts = slices.Clone(base.Roster.Shifts)
		for range rapid.IntRange(1, 3).Draw(t, "edits") {
			k := rapid.IntRange(0, len(s.Roster.Shifts)-1).Draw(t, "shift")
			s.Roster.Shifts[k] = moved(s.Roster.Shifts[k], time.Duration(rapid.IntRange(-24, 24).Draw(t, "halves"))*30*time.Minute)
			s.Roster.Shifts[k].Locked = rapid.Bool().Draw(t, "locked")
		}
		s.Roster.Sort()
		before := judge(s, s.Roster)
		list, err := s.Mend(context.Background(), before.Findings, base.Roster, 1)
		require.NoError(t, err)
		for _, m := range list {
			for _, x := range m.Mends {
				mended++
				after := applied(s.Roster, x.Edits)
				judged := judge(s, after)
				assert.Less(t, judged.Broken(), before.Broken(), "%+v", x.Edits)
				assert.False(t, slices.ContainsFunc(judged.Findings, func(f schedule.Finding) bool {
					return f.Code == m.Finding.Code && f.Agent == m.Finding.Agent && f.From.Equal(m.Finding.From) && f.To.Equal(m.Finding.To)
				}))
				d := repair.Differ(s, after)
				assert.True(t, d.After.Cost.Sub(d.Before.Cost).Equal(x.Cost))
				for _, y := range s.Roster.Shifts {
					assert.True(t, !y.Locked || slices.ContainsFunc(after.Shifts, func(z schedule.Shift) bool {
						return z.Agent == y.Agent && z.Start.Equal(y.Start) && z.End.Equal(y.End)
					}), "the locked shift of %s moved", y.Agent)
				}
			}
		}
	})
	assert.Positive(t, mended)
}

// applied is a roster after edits.
func applied(r schedule.Roster, edits []repair.Edit) schedule.Roster {
	same := func(a, b schedule.Shift) bool { return a.Start.Equal(b.Start) && a.End.Equal(b.End) }
	out := schedule.Roster{Grid: r.Grid, Shifts: slices.Clone(r.Shifts)}
	for _, e := range edits {
		if !e.Before.Start.IsZero() {
			out.Shifts = slices.DeleteFunc(out.Shifts, func(x schedule.Shift) bool { return x.Agent == e.Agent && same(x, e.Before) })
		}
	}
	for _, e := range edits {
		if !e.After.Start.IsZero() {
			e.After.Agent = e.Agent
			out.Shifts = append(out.Shifts, e.After)
		}
	}
	out.Sort()
	return out
}

// Planned again with some shifts locked, also such as break a rule, every one of these
// stays as it is.
func TestLockedShiftsNeverMove(t *testing.T) {
	base := standing(t, 3)
	rapid.Check(t, func(t *rapid.T) {
		s := base
		s.Roster.Shifts, s.Team.Locks = slices.Clone(base.Roster.Shifts), nil
		for i := range s.Roster.Shifts {
			x := &s.Roster.Shifts[i]
			if rapid.IntRange(0, 5).Draw(t, fmt.Sprint("edit", i)) == 0 {
				*x = moved(*x, time.Duration(rapid.IntRange(-6, 6).Draw(t, "halves"))*30*time.Minute)
			}
			if x.Locked = rapid.IntRange(0, 2).Draw(t, "lock") == 0 && s.Requirement.Grid.Contains(x.Start); x.Locked {
				s.Team.Locks = append(s.Team.Locks, *x)
			}
		}
		r, err := roster.Build(context.Background(), roster.Input{Calendar: s.Calendar, Queues: s.Queues, Team: s.Team, Requirement: s.Requirement, Base: s.Roster}, roster.Options{Seed: 1, Effort: 1})
		require.NoError(t, err)
		for _, l := range s.Team.Locks {
			k := slices.IndexFunc(r.Roster.Shifts, func(x schedule.Shift) bool { return x.Agent == l.Agent && x.Start.Equal(l.Start) })
			require.GreaterOrEqual(t, k, 0, "%s %v is gone", l.Agent, l.Start)
			x := r.Roster.Shifts[k]
			assert.True(t, x.End.Equal(l.End) && slices.Equal(x.Breaks, l.Breaks), "%s: %v became %v", l.Agent, l, x)
			assert.Equal(t, len(l.Duties), len(x.Duties))
		}
	})
}

// BenchmarkMend mends a broken rest in a team of five hundred.
func BenchmarkMend(b *testing.B) {
	s := standing(b, 20)
	agents, shifts := s.Team.Agents, s.Roster.Shifts
	for k := 1; k < 25; k++ {
		for _, a := range agents {
			a.ID = fmt.Sprintf("%s-%d", a.ID, k)
			s.Team.Agents = append(s.Team.Agents, a)
		}
		for _, x := range shifts {
			x.Agent = fmt.Sprintf("%s-%d", x.Agent, k)
			s.Roster.Shifts = append(s.Roster.Shifts, x)
		}
	}
	s.Roster.Shifts[1] = moved(s.Roster.Shifts[1], -6*time.Hour)
	s.Roster.Sort()
	found := judge(s, s.Roster).Findings
	for b.Loop() {
		list, err := s.Mend(context.Background(), found, schedule.Roster{}, 1)
		require.NoError(b, err)
		require.NotEmpty(b, list[0].Mends)
	}
}
