package roster

import (
	"context"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
	"turno/skills"
)

// ruled draws a problem small enough to try every roster of one agent: two to four days
// around a weekend, early and late shifts of 4 or 6 hours and a night, some of the rarer
// rules, and what was published before.
func ruled(t *rapid.T) Input {
	start := calendar.Date{Year: 2026, Month: time.November, Day: 5}.Add(rapid.IntRange(0, 4).Draw(t, "first day")) // a Thursday
	grid, err := calendar.NewGrid(start.In(time.UTC), start.Add(rapid.IntRange(2, 4).Draw(t, "days")).In(time.UTC), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	live := schedule.LiveRequirement{Queue: "chat", Open: make([]float64, grid.N), Curves: make([]schedule.Curve, grid.N)}
	for i := range live.Curves {
		x := rapid.Float64Range(0, 3).Draw(t, "contacts")
		live.Open[i], live.Curves[i] = 1, schedule.Curve{Contacts: x, Mark: 1, Missed: []float64{x, x * .2, x * .1}}
	}
	every := [7]bool{true, true, true, true, true, true, true}
	kind := func(at ...int) schedule.ShiftKind {
		k := schedule.ShiftKind{Days: every, Start: calendar.Span{From: calendar.Clock(at[0], 0), To: calendar.Clock(at[len(at)-1], 0)}, Every: 3 * time.Hour,
			Length: schedule.Range{Min: 4 * time.Hour, Max: 6 * time.Hour}, Grain: 2 * time.Hour}
		if rapid.IntRange(0, 3).Draw(t, "succession") == 0 {
			k.NotAfter = []string{rapid.SampledFrom([]string{"day", "night"}).Draw(t, "not after")}
		}
		return k
	}
	in := Input{
		Calendar:    calendar.Plain(time.UTC),
		Queues:      []schedule.Queue{{Name: "chat", Channel: skills.Chat, Hours: calendar.Always()}},
		Requirement: schedule.Requirement{Grid: grid, Live: []schedule.LiveRequirement{live}},
		Team: schedule.Team{
			ShiftKinds: map[string]schedule.ShiftKind{"day": kind(6, 9), "night": kind(22)},
			Contracts:  map[string]schedule.Contract{"c": {Rules: someRules(t)}},
			Agents: []schedule.Agent{{ID: "a", Contract: "c", Available: calendar.Always(), Rotation: rapid.IntRange(-1, 1).Draw(t, "ahead"),
				Abilities: []skills.Ability{{Channel: skills.Chat, Pace: 1}}}},
		},
	}
	if rapid.Bool().Draw(t, "closes") {
		in.Queues[0].Hours = calendar.Daily(calendar.Span{From: calendar.Clock(7, 0), To: calendar.Clock(24, 0)})
	}
	if name := rapid.SampledFrom([]string{"", "", "America/New_York", "Asia/Tokyo"}).Draw(t, "zone"); name != "" {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		in.Team.Agents[0].Zone = zone
	}
	for back := range rapid.IntRange(0, 3).Draw(t, "published") {
		if rapid.IntRange(0, 3).Draw(t, "off") > 0 {
			at := grid.Start.AddDate(0, 0, -1-back).Add(time.Duration(rapid.SampledFrom([]int{6, 9, 22}).Draw(t, "at")) * time.Hour)
			in.Team.Published = append(in.Team.Published, schedule.Shift{Agent: "a", Kind: rapid.SampledFrom([]string{"day", "night"}).Draw(t, "kind"), Start: at, End: at.Add(4 * time.Hour)})
		}
	}
	return in
}

func someRules(t *rapid.T) schedule.Rules {
	n := func(name string, values ...int) int {
		if rapid.IntRange(0, 3).Draw(t, "has "+name) > 0 {
			return 0
		}
		return rapid.SampledFrom(values).Draw(t, name)
	}
	h := func(name string, values ...int) time.Duration { return time.Duration(n(name, values...)) * time.Hour }
	r := schedule.Rules{
		PeriodHours: schedule.Range{Min: h("least", 4, 10, 16), Max: h("most", 6, 10, 16)}, PeriodDays: schedule.Days{Min: n("least days", 1, 3), Max: n("most days", 1, 2)},
		MeanWeekHours: h("mean", 5, 8, 12), MeanWeeks: rapid.IntRange(1, 2).Draw(t, "weeks"), DailyRest: h("rest", 11),
		ConsecutiveDaysMax: n("run", 2), ConsecutiveDaysMin: n("least run", 2, 3), DaysOffMin: n("least off", 2, 3), ConsecutiveNights: n("nights", 1),
		WeekendsMax: n("weekends", 1), WeekendsRow: n("row", 1), WholeWeekends: n("whole", 1) > 0, WeekendCycle: schedule.Cycle{On: n("on", 1), Off: 2},
		NightRest: h("night rest", 24, 40), WeekNights: n("week nights", 1), PeriodNights: n("period nights", 1), NightHoursMax: h("night hours", 5),
		BackwardMax: h("backward", 1, 4), StartSpread: h("spread", 2, 4), BreakAfter: h("break after", 5), InsideHours: n("inside hours", 1) > 0,
	}
	if most := n("day shifts", 1, 2); most > 0 {
		r.KindsMax = map[string]int{"day": most}
	}
	for range n("rotation", 1, 2) {
		var week [7][]string
		for d := range week {
			week[d] = rapid.SampledFrom([][]string{nil, {schedule.AnyKind}, {"day"}, {"day", "night"}}).Draw(t, "rotation day")
		}
		r.Rotation.Weeks = append(r.Rotation.Weeks, week)
	}
	for _, w := range []schedule.Rules{
		{DailyRest: 14 * time.Hour}, {ConsecutiveDaysMax: 3}, {ConsecutiveDaysMin: 3}, {DaysOffMin: 2},
		{WeekendsMax: 1}, {WeekendsRow: 1}, {WeekendCycle: schedule.Cycle{On: 1, Off: 2}}, {WholeWeekends: true}, {BackwardMax: time.Hour}, {InsideHours: true},
	} {
		if rapid.IntRange(0, 5).Draw(t, "wanted") == 0 {
			r.Wanted = append(r.Wanted, schedule.Wanted{Rules: w, Weight: rapid.Float64Range(.1, 2).Draw(t, "weight")})
		}
	}
	return r
}

// schedules visits every schedule of the one agent with what check says of it.
func schedules(p *Problem, tr *translator, in Input, visit func(pl Plan, report check.Report)) {
	p = p.by(&p.Agents[0])
	var each func(d int, pl Plan)
	each = func(d int, pl Plan) {
		if d == len(p.Days) {
			visit(pl, check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: tr.roster([]Plan{pl})}))
			return
		}
		each(d+1, pl)
		for f := range p.Forms {
			for _, clock := range map[string][]int{"day": {6, 9}, "night": {22}}[p.Forms[f].Kind] {
				for _, length := range []int{240, 360} {
					at := p.Days[d].From + clock*60 // no clocks change in November
					if at < 0 || at >= p.N*p.Step {
						continue
					}
					s := Placed{Day: d, Form: f, Kind: p.Forms[f].Kind, At: at, End: at + length, Paid: length, Lock: -1, Parts: []Part{{From: at, To: at + length, Duty: 0, Paid: true}}}
					s.Night = p.isNight(s.At, s.End)
					each(d+1, append(pl[:len(pl):len(pl)], s))
				}
			}
		}
	}
	each(0, nil)
}

// price adds up what check says is missed of the wanted limits.
func price(rules schedule.Rules, report check.Report) float64 {
	weights := map[schedule.Code]float64{}
	for _, w := range rules.Wanted {
		r := w.Rules
		for code, set := range map[schedule.Code]bool{
			schedule.CodeDailyRest: r.DailyRest > 0, schedule.CodeConsecutiveDays: r.ConsecutiveDaysMax > 0, schedule.CodeDaysMin: r.ConsecutiveDaysMin > 0,
			schedule.CodeDaysOffMin: r.DaysOffMin > 0, schedule.CodeWeekendsMax: r.WeekendsMax > 0, schedule.CodeWeekendsRow: r.WeekendsRow > 0,
			schedule.CodeWeekendRotation: r.WeekendCycle.On > 0, schedule.CodeWholeWeekends: r.WholeWeekends, schedule.CodeForward: r.BackwardMax > 0,
			schedule.CodeOutsideHours: r.InsideHours,
		} {
			if set {
				weights[code] = w.Weight
			}
		}
	}
	sum := 0.0
	for _, f := range report.Findings {
		if f.Severity == schedule.Missed {
			sum += weights[f.Code] * math.Abs(f.Value-f.Limit)
		}
	}
	return sum
}

func TestEveryRuleIsKeptAndNothingLegalIsRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := ruled(t)
		p, tr := translate(in)
		p.Terms[TermConsistency].Weight = 0 // without a habit it is no sum over shifts
		b, best, rules := newBoard(p), math.Inf(1), in.Team.Contracts["c"].Rules
		saturday := tr.by(in.Team, in.Team.Agents[0]).dates[0].Weekday() == time.Sunday // what was published of it no longer costs
		schedules(p, tr, in, func(pl Plan, report check.Report) {
			if report.Broken() > 0 {
				return
			}
			if got, want := p.Agents[0].unmet(p, pl), price(rules, report); math.Abs(got-want) > 1e-9 && !saturday {
				t.Fatalf("wanted limits cost %v, by the check %v: %+v, %+v", got, want, pl, report.Findings)
			}
			b.put(0, pl)
			best = min(best, b.total())
			b.take(0)
		})
		l, _ := search(context.Background(), p, Options{Effort: 1})
		switch {
		case l.none[0] && !math.IsInf(best, 1):
			t.Fatalf("no legal schedule found, but there is one of %v", best)
		case !l.none[0] && math.Abs(l.bestTotal-best) > 1e-6:
			t.Fatalf("objective %v, best possible %v", l.bestTotal, best)
		}
	})
}
