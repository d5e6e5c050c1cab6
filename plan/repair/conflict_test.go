package repair

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
)

func kinds(demands []Demand) []DemandKind {
	var out []DemandKind
	for _, d := range demands {
		out = append(out, d.Kind)
	}
	slices.Sort(out)
	return out
}

// Thirty-eight hours in two days cannot be, whatever else the contract says.
func TestWeekHoursContradict(t *testing.T) {
	in := small(1)
	limited(&in, func(r *schedule.Rules) {
		r.WeekHoursMin, r.WeekDaysMax, r.ConsecutiveDaysMax, r.WeeklyRest = 38*time.Hour, 2, 5, 35*time.Hour
	})
	troubles := explain(t, caseOf(t, in), 0)
	require.NotEmpty(t, troubles)
	assert.Equal(t, schedule.CodeNoLegalSchedule, troubles[0].Finding.Code)
	assert.Equal(t, []DemandKind{DemandKind(schedule.CodeWeekDays), DemandKind(schedule.CodeWeekHoursMin)}, kinds(troubles[0].Contradiction),
		"neither the rest nor the days in a row have to do with it")
}

// Locks twelve hours apart contradict the rest, whatever the other locks.
func TestLocksContradict(t *testing.T) {
	in := small(1)
	limited(&in, func(r *schedule.Rules) { r.DailyRest = 18 * time.Hour })
	in.Team.Locks = []schedule.Shift{shift("a0", hour(0, 8), 6), shift("a0", hour(1, 9), 8), shift("a0", hour(2, 8), 6)}
	trouble := of(explain(t, caseOf(t, in), 0), schedule.CodeNoLegalSchedule, hour(0, 0))
	require.NotNil(t, trouble)
	require.Equal(t, []DemandKind{DemandKind(schedule.CodeDailyRest), DemandLock, DemandLock}, kinds(trouble.Contradiction))
	for _, d := range trouble.Contradiction {
		assert.False(t, d.From.Equal(hour(0, 8)), "the first lock has nothing to do with it")
	}
}

func TestLockDuringAbsence(t *testing.T) {
	in := small(2)
	in.Team.Locks = []schedule.Shift{shift("a0", hour(3, 8), 6)}
	in.Team.Absences = []schedule.Absence{{Agent: "a0", From: hour(3, 10), To: hour(3, 12), Kind: "training"}, {Agent: "a0", From: hour(1, 0), To: hour(2, 0), Kind: "leave"}}
	trouble := of(explain(t, caseOf(t, in), 0), schedule.CodeAbsent, hour(3, 10))
	require.NotNil(t, trouble)
	assert.Equal(t, []DemandKind{DemandAbsence, DemandLock}, kinds(trouble.Contradiction))
}

// A minimum that nobody can give: one may not start in time, the other is on leave.
func TestMinimumContradicts(t *testing.T) {
	in := small(2)
	in.Requirement.Live[0].Minimum = 1
	in.Team.Agents[1].Contract = "early"
	in.Team.ShiftKinds["early"] = schedule.ShiftKind{
		Days: in.Team.ShiftKinds["day"].Days, Start: calendar.Span{From: calendar.Clock(6, 0), To: calendar.Clock(7, 0)}, Every: time.Hour,
		Length: schedule.Range{Min: 6 * time.Hour, Max: 8 * time.Hour}, Grain: time.Hour,
	}
	early := in.Team.Contracts["full"]
	early.ShiftKinds = []string{"early"}
	in.Team.Contracts["early"] = early
	in.Team.Absences = []schedule.Absence{{Agent: "a1", From: hour(2, 0), To: hour(3, 0), Kind: "leave"}, {Agent: "a0", From: hour(2, 0), To: hour(2, 5), Kind: "leave"}}
	trouble := of(explain(t, caseOf(t, in), 0), schedule.CodeMinStaff, hour(2, 7))
	require.NotNil(t, trouble)
	assert.Equal(t, []DemandKind{DemandAbsence, DemandMinimum, DemandShifts}, kinds(trouble.Contradiction))
}

// Of a contradiction nothing can be left out, and together its demands cannot hold.
func TestContradictionsAreIrreducible(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := small(1)
		limited(&in, func(r *schedule.Rules) {
			r.WeekHoursMin = time.Duration(rapid.IntRange(20, 40).Draw(rt, "least")) * time.Hour
			r.WeekDaysMax = rapid.IntRange(0, 4).Draw(rt, "days")
			r.ConsecutiveDaysMax = rapid.IntRange(0, 3).Draw(rt, "row")
			r.DayHoursMax = time.Duration(rapid.SampledFrom([]int{0, 6, 7}).Draw(rt, "day")) * time.Hour
			r.WeeklyRest = time.Duration(rapid.SampledFrom([]int{0, 35, 90}).Draw(rt, "rest")) * time.Hour
		})
		from := rapid.IntRange(0, 6).Draw(rt, "from")
		in.Team.Absences = []schedule.Absence{
			{Agent: "a0", From: hour(from, 7), To: hour(from, 20), Kind: "leave"}, {Agent: "a0", From: hour(from+1, 9), To: hour(from+3, 12), Kind: "exam"},
		}
		legal, err := roster.Legal(context.Background(), in)
		require.NoError(rt, err)
		c := judged(in, schedule.Roster{Grid: in.Requirement.Grid}, []schedule.Finding{{Code: schedule.CodeNoLegalSchedule, Severity: schedule.Broken, Agent: "a0"}})
		w := open(c)
		a, _ := w.agent("a0")
		all := w.demands(a)
		troubles := w.troubles()[:1]
		require.NoError(rt, w.explain(context.Background(), &troubles[0]))
		require.Equal(rt, legal[0], len(troubles[0].Contradiction) == 0)
		set := troubles[0].Contradiction
		if len(set) == 0 {
			return
		}
		ok, err := w.possible(context.Background(), a, all, set)
		require.NoError(rt, err)
		assert.False(rt, ok, "%v can all hold", kinds(set))
		for k := range set {
			ok, err := w.possible(context.Background(), a, all, slices.Delete(slices.Clone(set), k, k+1))
			require.NoError(rt, err)
			assert.True(rt, ok, "%v is not needed in %v", set[k].Kind, kinds(set))
		}
	})
}
