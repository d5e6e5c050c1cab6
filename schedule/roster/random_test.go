package roster_test

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
	"turno/skills"
)

// randomInput draws a small problem: any rule may be there or not, the period may cut
// weeks or cross a change of clocks, and people have absences, history and wishes.
func randomInput(t *rapid.T) roster.Input {
	zone, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Fatal(err)
	}
	start := calendar.Date{Year: 2026, Month: time.October, Day: 19}.Add(rapid.IntRange(0, 9).Draw(t, "first day"))
	step := rapid.SampledFrom([]time.Duration{15 * time.Minute, 30 * time.Minute, time.Hour}).Draw(t, "step")
	grid, err := calendar.NewGrid(start.In(zone), start.Add(rapid.SampledFrom([]int{1, 3, 7, 10, 17, 28}).Draw(t, "days")).In(zone), step)
	if err != nil {
		t.Fatal(err)
	}
	w := world{agents: rapid.IntRange(1, 4).Draw(t, "agents"), step: step, load: rapid.Float64Range(0, 2).Draw(t, "load")}
	in := roster.Input{Calendar: calendar.Plain(zone), Queues: []schedule.Queue{
		{Name: "chat", Channel: skills.Chat, Hours: calendar.Always()},
		{Name: "social", Channel: skills.Social, Hours: calendar.Always()},
		{Name: "messaging", Channel: skills.Messaging, Hours: calendar.Always()},
	}}
	for i := range in.Queues {
		if rapid.IntRange(0, 2).Draw(t, "closes") == 0 {
			from := calendar.Clock(rapid.IntRange(0, 12).Draw(t, "opens"), 30)
			in.Queues[i].Hours = calendar.Daily(calendar.Span{From: from, To: from + calendar.Clock(rapid.IntRange(4, 16).Draw(t, "for"), 0)})
		}
		in.Queues[i].OnCall = rapid.Bool().Draw(t, "counts on call")
		in.Queues[i].DutyMin = time.Duration(rapid.SampledFrom([]int{0, 0, 90, 150, 240}).Draw(t, "least duty")) * time.Minute
	}
	in.Requirement = w.requirement(grid, calendar.Always(), in.Calendar)
	in.Team = w.team()
	for _, name := range slices.Sorted(maps.Keys(in.Team.Contracts)) { // in order: a failure can be drawn again
		c := in.Team.Contracts[name]
		c.Rules = randomRules(t)
		if rapid.Bool().Draw(t, "further rules") {
			further(t, &c.Rules)
		}
		c.ShiftKinds = nil
		c.Pay.Overtime, c.Pay.OvertimeAfter = decimal.NewFromFloat(.5), 30*time.Hour
		in.Team.Contracts[name] = c
	}
	in.Team.ShiftKinds = map[string]schedule.ShiftKind{}
	for range rapid.IntRange(1, 3).Draw(t, "kinds") {
		k := randomKind(t)
		if rapid.IntRange(0, 3).Draw(t, "succession") == 0 {
			k.NotAfter = []string{rapid.SampledFrom([]string{"early", "late", "night"}).Draw(t, "not after")}
		}
		in.Team.ShiftKinds[k.Name] = k
	}
	people(t, &in, grid)
	return in
}

func hours(t *rapid.T, name string, least, most int) time.Duration {
	return time.Duration(rapid.IntRange(least, most).Draw(t, name)) * time.Hour
}

func randomRules(t *rapid.T) schedule.Rules {
	n := func(name string, values ...int) int { return rapid.SampledFrom(values).Draw(t, name) }
	return schedule.Rules{
		WeekHoursMin: time.Duration(n("week min", 0, 0, 8, 16)) * time.Hour, WeekHoursMax: time.Duration(n("week max", 0, 20, 40)) * time.Hour,
		WeekDaysMax: n("week days", 0, 3, 5), DayHoursMax: time.Duration(n("day max", 0, 7, 9)) * time.Hour,
		BreakAfter: time.Duration(n("break after", 0, 0, 3, 6)) * time.Hour,
		DailyRest:  time.Duration(n("rest", 0, 11, 16)) * time.Hour, WeeklyRest: time.Duration(n("weekly rest", 0, 35, 48)) * time.Hour,
		ConsecutiveDaysMax: n("days in a row", 0, 2, 5), ConsecutiveNights: n("nights in a row", 0, 1, 3), WeekendsFree: n("weekends", 0, 1, 3),
	}
}

// further adds some of the rarer rules, two of them or so.
func further(t *rapid.T, r *schedule.Rules) {
	n := func(name string, values ...int) int {
		if rapid.IntRange(0, 7).Draw(t, "has "+name) > 0 {
			return 0
		}
		return rapid.SampledFrom(values).Draw(t, name)
	}
	h := func(name string, values ...int) time.Duration { return time.Duration(n(name, values...)) * time.Hour }
	r.WeekDaysMin = n("least week days", 1, 2, 3)
	r.PeriodHours = schedule.Range{Min: h("least period", 6, 20, 50), Max: h("most period", 8, 21, 60)}
	r.PeriodDays = schedule.Days{Min: n("least days", 1, 3, 6), Max: n("most days", 2, 4, 10)}
	r.MeanWeekHours, r.MeanWeeks = h("mean", 10, 25, 40), rapid.SampledFrom([]int{1, 2, 3, 17}).Draw(t, "weeks of the mean")
	r.ConsecutiveDaysMin, r.DaysOffMin = n("least in a row", 1, 2, 3), n("least off", 1, 2, 3)
	r.WeekendsMax, r.WeekendsRow, r.WholeWeekends = n("most weekends", 1, 2), n("weekends in a row", 1, 2, 5), n("whole", 1) > 0
	r.WeekendCycle = schedule.Cycle{On: n("on", 1, 2), Off: rapid.IntRange(1, 3).Draw(t, "off")}
	r.NightRest, r.WeekNights, r.PeriodNights = h("night rest", 24, 48), n("week nights", 1, 2), n("period nights", 1, 3)
	r.NightHoursMax, r.BackwardMax, r.StartSpread = h("night hours", 5, 8), h("backward", 1, 3), h("spread", 1, 4)
	r.BreakAfter, r.InsideHours = h("break after", 2, 6), n("inside hours", 1) > 0
	if kind := rapid.SampledFrom([]string{"", "", "early", "late"}).Draw(t, "capped kind"); kind != "" {
		r.KindsMax = map[string]int{kind: rapid.IntRange(1, 3).Draw(t, "shifts of it")}
	}
	for range n("rotation", 1, 2, 3) {
		var week [7][]string
		for d := range week {
			week[d] = rapid.SampledFrom([][]string{nil, {schedule.AnyKind}, {schedule.AnyKind}, {"early", "late"}}).Draw(t, "rotation day")
		}
		r.Rotation.Weeks = append(r.Rotation.Weeks, week)
	}
	r.Wanted = randomWanted(t)
}

// randomWanted draws limits that only cost.
func randomWanted(t *rapid.T) []schedule.Wanted {
	all := []schedule.Rules{
		{DailyRest: 14 * time.Hour}, {ConsecutiveDaysMax: 2}, {ConsecutiveDaysMin: 3}, {DaysOffMin: 2}, {WeekendsFree: 2},
		{WeekendsMax: 1}, {WeekendsRow: 1}, {WeekendCycle: schedule.Cycle{On: 1, Off: 2}}, {WholeWeekends: true}, {BackwardMax: time.Hour}, {InsideHours: true},
	}
	var out []schedule.Wanted
	for _, r := range all {
		if rapid.IntRange(0, 9).Draw(t, "wanted") == 0 {
			out = append(out, schedule.Wanted{Rules: r, Weight: rapid.Float64Range(.1, 3).Draw(t, "weight of the rule")})
		}
	}
	return out
}

func randomKind(t *rapid.T) schedule.ShiftKind {
	from := calendar.TimeOfDay(rapid.IntRange(0, 50).Draw(t, "from") * 30)
	k := schedule.ShiftKind{
		Name:  rapid.SampledFrom([]string{"early", "late", "night", "split"}).Draw(t, "kind"),
		Start: calendar.Span{From: from, To: from + calendar.TimeOfDay(rapid.IntRange(0, 6).Draw(t, "window")*30)},
		Every: time.Duration(rapid.SampledFrom([]int{0, 15, 30, 60}).Draw(t, "every")) * time.Minute,
		Grain: time.Duration(rapid.SampledFrom([]int{0, 15, 30, 60}).Draw(t, "grain")) * time.Minute,
	}
	k.Length.Min = time.Duration(rapid.IntRange(1, 32).Draw(t, "shortest")) * 15 * time.Minute
	k.Length.Max = k.Length.Min + hours(t, "longer by", 0, 4)
	if rapid.IntRange(0, 3).Draw(t, "in two parts") == 0 {
		k.Length.Min, k.Length.Max = k.Length.Min+4*time.Hour, k.Length.Max+4*time.Hour
		k.Split = &schedule.Split{Gap: schedule.Range{Min: hours(t, "gap", 1, 3)}, Part: schedule.Range{Min: hours(t, "part", 0, 3)}}
		k.Split.Gap.Max = k.Split.Gap.Min + hours(t, "longer gap", 0, 2)
		k.Split.Step = time.Duration(rapid.SampledFrom([]int{0, 30, 60}).Draw(t, "gap step")) * time.Minute
		k.Split.Part.Max = k.Split.Part.Min + hours(t, "longer part", 2, 6)
	}
	if rapid.IntRange(0, 2).Draw(t, "asks for work") == 0 {
		k.Work = schedule.Range{Min: time.Duration(rapid.IntRange(0, 3).Draw(t, "least work")) * 30 * time.Minute, Max: time.Duration(rapid.IntRange(0, 5).Draw(t, "most work")) * time.Hour}
	}
	for d := range k.Days {
		k.Days[d] = rapid.IntRange(0, 4).Draw(t, "day") > 0
	}
	if k.Split == nil && rapid.IntRange(0, 3).Draw(t, "on call") == 0 {
		queues := rapid.SampledFrom([][]string{{"chat"}, {"social", "chat"}, {"messaging"}}).Draw(t, "on call for")
		k.OnCall = &schedule.OnCall{Pay: decimal.New(rapid.Int64Range(0, 100).Draw(t, "paid share"), -2), Queues: queues}
		return k
	}
	for range rapid.IntRange(0, 3).Draw(t, "breaks") {
		earliest := time.Duration(rapid.IntRange(0, 20).Draw(t, "earliest")) * 15 * time.Minute
		k.Breaks = append(k.Breaks, schedule.BreakRule{
			Length: time.Duration(rapid.IntRange(1, 6).Draw(t, "break")) * 10 * time.Minute, Paid: rapid.Bool().Draw(t, "paid"),
			FromShift: hours(t, "from shift", 0, 8), Earliest: earliest, Latest: earliest + time.Duration(rapid.IntRange(0, 8).Draw(t, "wide"))*15*time.Minute,
		})
		if b := &k.Breaks[len(k.Breaks)-1]; rapid.IntRange(0, 3).Draw(t, "from the end") == 0 {
			b.BeforeEnd.Min = hours(t, "before end", 0, 4)
			b.BeforeEnd.Max = b.BeforeEnd.Min + hours(t, "more", 0, 4)
		}
	}
	return k
}

// zones are clocks that agents may live by: none of their own, the team's, and those west and
// east of it, some of which change in the drawn weeks and some never.
var zones = func() (out []*time.Location) {
	for _, name := range []string{"", "", "", "Europe/Rome", "America/New_York", "America/Los_Angeles", "Europe/London", "Europe/Moscow", "Asia/Kolkata", "Pacific/Auckland"} {
		zone, err := time.LoadLocation(name)
		if name == "" || err != nil {
			zone = nil
		}
		out = append(out, zone)
	}
	return out
}()

// people gives the agents absences, availability, employment, wishes and a history.
func people(t *rapid.T, in *roster.Input, grid calendar.Grid) {
	at := func(name string) time.Time {
		return grid.Start.Add(time.Duration(rapid.IntRange(-48, int(grid.End().Sub(grid.Start)/time.Hour)).Draw(t, name)) * time.Hour)
	}
	for i := range in.Team.Agents {
		a := &in.Team.Agents[i]
		if rapid.IntRange(0, 2).Draw(t, "part time") == 0 {
			a.Available = calendar.Daily(calendar.Span{From: calendar.Clock(7, 0), To: calendar.Clock(rapid.IntRange(12, 30).Draw(t, "until"), 0)})
		}
		a.Zone = zones[rapid.IntRange(0, len(zones)-1).Draw(t, "zone")]
		a.Rotation = rapid.IntRange(0, 4).Draw(t, "weeks ahead")
		if rapid.IntRange(0, 4).Draw(t, "new") == 0 {
			a.From = calendar.DateOf(at("employed from"))
		}
		for range rapid.IntRange(0, 2).Draw(t, "absences") {
			from := at("absent from")
			in.Team.Absences = append(in.Team.Absences, schedule.Absence{Agent: a.ID, From: from, To: from.Add(hours(t, "absent", 1, 60)), Paid: rapid.Bool().Draw(t, "leave")})
		}
		until := at("meeting from")
		for range rapid.IntRange(0, 2).Draw(t, "meetings") {
			m := schedule.Meeting{Agent: a.ID, Kind: "meeting", From: until, To: until.Add(time.Duration(rapid.IntRange(1, 12).Draw(t, "meeting")) * 20 * time.Minute)}
			if rapid.Bool().Draw(t, "moves") {
				m.Length, m.To = m.To.Sub(m.From), m.To.Add(hours(t, "by", 1, 72))
			}
			until = m.To
			in.Team.Meetings = append(in.Team.Meetings, m)
		}
		for range rapid.IntRange(0, 2).Draw(t, "requests") {
			from := at("wish from")
			q := schedule.Request{
				Agent: a.ID, Kind: rapid.SampledFrom(schedule.RequestKinds()).Draw(t, "wish"), From: from, To: from.Add(hours(t, "wish", 1, 48)),
				Weight: 1, Shift: rapid.SampledFrom([]string{"early", "late"}).Draw(t, "wished kind"),
			}
			if rapid.IntRange(0, 2).Draw(t, "standing") == 0 {
				q.Weekly[rapid.IntRange(0, 6).Draw(t, "weekday")] = true
				if begin := calendar.Clock(rapid.IntRange(0, 20).Draw(t, "begin"), 0); q.Kind != schedule.RequestShift {
					q.Clock = calendar.Span{From: begin, To: begin + calendar.Clock(rapid.IntRange(1, 12).Draw(t, "end"), 0)}
				}
			}
			in.Team.Requests = append(in.Team.Requests, q)
		}
		for back := range rapid.IntRange(0, 9).Draw(t, "published") {
			if rapid.Bool().Draw(t, "worked") {
				begin := grid.Start.AddDate(0, 0, -back-1).Add(hours(t, "published start", 0, 23))
				in.Team.Published = append(in.Team.Published, schedule.Shift{Agent: a.ID, Kind: rapid.SampledFrom([]string{"", "early", "night"}).Draw(t, "published kind"), Start: begin, End: begin.Add(hours(t, "published length", 1, 9))})
			}
		}
	}
}

func TestRandomProblemsKeepEveryRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := randomInput(t)
		r, err := roster.Build(context.Background(), in, roster.Options{Effort: 1, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range broken(in, r) {
			t.Errorf("%+v", f)
		}
		agreesOnRequests(t, in, r)
		for _, f := range r.Findings {
			if f.Code == schedule.CodeNoLegalSchedule {
				blamesOnlyWhatBinds(t, in, f)
			}
		}
		agreesOnStaff(t, in, r)
		for _, s := range r.Roster.Shifts {
			if s.OnCall == nil && len(s.Duties) == 0 && (len(s.Breaks) == 0 || s.Breaks[0].Meeting == "") || slices.ContainsFunc(s.Duties, func(d schedule.Duty) bool { return len(d.Queues) == 0 }) {
				t.Errorf("shift without queues: %+v", s)
			}
		}
	})
}

// agreesOnStaff fails where the optimiser and the check do not find the same stretches with
// too few people, on call or at work.
func agreesOnStaff(t *rapid.T, in roster.Input, r roster.Result) {
	judged := check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: r.Roster})
	short := func(findings []schedule.Finding) map[string]float64 {
		out := map[string]float64{}
		for _, f := range findings {
			if f.Code == schedule.CodeMinStaff {
				out[fmt.Sprint(f.Queue, f.From, f.To)] = math.Round(f.Value*1e6) / 1e6
			}
		}
		return out
	}
	if a, b := short(r.Findings), short(judged.Findings); !maps.Equal(a, b) {
		t.Errorf("too few people: %v, the check finds %v", a, b)
	}
}

// agreesOnRequests fails where the optimiser and the check do not find the same requests
// granted.
func agreesOnRequests(t *rapid.T, in roster.Input, r roster.Result) {
	judged := check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: r.Roster})
	refused := func(findings []schedule.Finding) (n int) {
		for _, f := range findings {
			if f.Code == schedule.CodeRequest {
				n++
			}
		}
		return n
	}
	if a, b := refused(r.Findings), refused(judged.Findings); a != b {
		t.Errorf("%d requests refused, the check finds %d", a, b)
	}
	for _, x := range r.Terms {
		if x.Name == "requests" && x.Value < 1e-9 && len(in.Team.Published) == 0 && judged.Granted != judged.Requests {
			t.Errorf("all requests granted, the check finds %d of %d", judged.Granted, judged.Requests)
		}
	}
}

// blamesOnlyWhatBinds fails where a rule that the agent does not have is said to stand in
// the way: the search then missed a legal schedule.
func blamesOnlyWhatBinds(t *rapid.T, in roster.Input, f schedule.Finding) {
	i := slices.IndexFunc(in.Team.Agents, func(a schedule.Agent) bool { return a.ID == f.Agent })
	rules := in.Team.Contracts[in.Team.Agents[i].Contract].Rules
	whole, inside, backward := 0, 0, int(rules.BackwardMax)
	if rules.InsideHours {
		inside = 1
	}
	if rules.WholeWeekends {
		whole = 1
	}
	for code, limit := range map[schedule.Code]int{
		schedule.CodeWeekHoursMax: int(rules.WeekHoursMax), schedule.CodeWeekDays: rules.WeekDaysMax, schedule.CodeDayHours: int(rules.DayHoursMax),
		schedule.CodeWeeklyRest: int(rules.WeeklyRest), schedule.CodeConsecutiveDays: rules.ConsecutiveDaysMax,
		schedule.CodeNights: rules.ConsecutiveNights, schedule.CodeWeekends: rules.WeekendsFree, schedule.CodeLockMoved: 0,
		schedule.CodeWeekDaysMin: rules.WeekDaysMin, schedule.CodePeriodHoursMin: int(rules.PeriodHours.Min), schedule.CodePeriodHoursMax: int(rules.PeriodHours.Max),
		schedule.CodePeriodDaysMin: rules.PeriodDays.Min, schedule.CodePeriodDaysMax: rules.PeriodDays.Max, schedule.CodeMeanHours: int(rules.MeanWeekHours),
		schedule.CodeDaysMin: rules.ConsecutiveDaysMin, schedule.CodeDaysOffMin: rules.DaysOffMin, schedule.CodeWeekendsMax: rules.WeekendsMax,
		schedule.CodeWeekendsRow: rules.WeekendsRow, schedule.CodeWeekendRotation: rules.WeekendCycle.On, schedule.CodeWholeWeekends: whole,
		schedule.CodeNightRest: int(rules.NightRest), schedule.CodeWeekNights: rules.WeekNights, schedule.CodePeriodNights: rules.PeriodNights,
		schedule.CodeNightHours: int(rules.NightHoursMax), schedule.CodeForward: backward, schedule.CodeStartSpread: int(rules.StartSpread),
		schedule.CodeRotation: len(rules.Rotation.Weeks), schedule.CodeKindsMax: len(rules.KindsMax), schedule.CodeBreakAfter: int(rules.BreakAfter), schedule.CodeOutsideHours: inside,
	} {
		if limit == 0 && slices.Contains(f.Names, string(code)) {
			t.Errorf("%s: %s is blamed but not set: %v", f.Agent, code, f.Names)
		}
	}
}
