package settings

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/internal/workspace/value"
	"turno/schedule"
)

// ruleRecord begins with the preset, over which the other keys are laid.
var ruleRecord = record[schedule.Rules]{
	bind("preset", "The law to begin with: eu, italy, russia, us (and california, new-york, illinois) or none; other keys here take precedence", oneOf("preset", presetNames()...), func(r *schedule.Rules, v presetName) { *r = presets[v].rules() }),
	wantable("daily_rest", "Rest between two shifts; 11h by default, 0 is no rule", schedule.CodeDailyRest, duration, func(r *schedule.Rules) *time.Duration { return &r.DailyRest }),
	rule("weekly_rest", "Longest stretch free of work that every week holds; 35h by default, 0 is no rule", schedule.CodeWeeklyRest, duration, func(r *schedule.Rules) *time.Duration { return &r.WeeklyRest }),
	wantable("consecutive_days", "Most working days in a row; 6 by default, 0 is no rule", schedule.CodeConsecutiveDays, whole(0, 31), func(r *schedule.Rules) *int { return &r.ConsecutiveDaysMax }),
	wantable("consecutive_days_min", "Least working days in a row; 0 is no rule", schedule.CodeDaysMin, whole(0, 14), func(r *schedule.Rules) *int { return &r.ConsecutiveDaysMin }),
	wantable("days_off_min", "Least days off in a row; 0 is no rule", schedule.CodeDaysOffMin, whole(0, 14), func(r *schedule.Rules) *int { return &r.DaysOffMin }),
	rule("day_hours", "Most paid hours of a shift, such as 9h; 0 is no rule", schedule.CodeDayHours, duration, func(r *schedule.Rules) *time.Duration { return &r.DayHoursMax }),
	rule("break_after", "Shifts longer than this have a break, such as 6h; 0 is no rule", schedule.CodeBreakAfter, duration, func(r *schedule.Rules) *time.Duration { return &r.BreakAfter }),
	rule("consecutive_nights", "Most night shifts in a row; 0 is no rule", schedule.CodeNights, whole(0, 31), func(r *schedule.Rules) *int { return &r.ConsecutiveNights }),
	rule("night_rest", "Rest after the last of a run of night shifts, such as 48h; 0 is no rule", schedule.CodeNightRest, duration, func(r *schedule.Rules) *time.Duration { return &r.NightRest }),
	rule("night_hours", "Most paid hours of a night shift, such as 8h; 0 is no rule", schedule.CodeNightHours, duration, func(r *schedule.Rules) *time.Duration { return &r.NightHoursMax }),
	rule("week_nights", "Most night shifts of a week; 0 is no rule", schedule.CodeWeekNights, whole(0, 7), func(r *schedule.Rules) *int { return &r.WeekNights }),
	rule("period_nights", "Most night shifts of the planned period; 0 is no rule", schedule.CodePeriodNights, whole(0, 400), func(r *schedule.Rules) *int { return &r.PeriodNights }),
	wantable("weekends_free", "Free weekends of every four", schedule.CodeWeekends, whole(0, 4), func(r *schedule.Rules) *int { return &r.WeekendsFree }),
	wantable("weekends_most", "Most worked weekends of the planned period; 0 is no rule", schedule.CodeWeekendsMax, whole(0, 60), func(r *schedule.Rules) *int { return &r.WeekendsMax }),
	wantable("weekends_in_a_row", "Most worked weekends in a row; 0 is no rule", schedule.CodeWeekendsRow, whole(0, 7), func(r *schedule.Rules) *int { return &r.WeekendsRow }),
	wantable("weekend_rotation", "Turns of weekends, such as 2 on 1 off; 0 is no rule", schedule.CodeWeekendRotation, cycle, func(r *schedule.Rules) *schedule.Cycle { return &r.WeekendCycle }),
	wantable("whole_weekends", "Both days of a weekend are worked, or none", schedule.CodeWholeWeekends, yes, func(r *schedule.Rules) *bool { return &r.WholeWeekends }),
	wantable("forward_rotation", "Most by which a shift starts earlier on the clock than that of the day before, such as 2h, or strict; 0 is no rule", schedule.CodeForward, backward, func(r *schedule.Rules) *time.Duration { return &r.BackwardMax }),
	wantable("inside_hours", "No shift at work touches time in which every queue that the person can serve is closed", schedule.CodeOutsideHours, yes, func(r *schedule.Rules) *bool { return &r.InsideHours }),
	rule("start_spread", "Most between the earliest and the latest start on the clock in a week, such as 2h; 0 is no rule", schedule.CodeStartSpread, duration, func(r *schedule.Rules) *time.Duration { return &r.StartSpread }),
	bind("period_hours", "Paid hours of the planned period, least and most, such as 140h-168h; 0 is no rule", periodHours, func(r *schedule.Rules, v schedule.Range) {
		r.PeriodHours = v
		*r = r.Enacted(schedule.CodePeriodHoursMax, "")
	}),
	bind("period_days", "Working days of the planned period, least and most, such as 18-20; one figure is the most, 0 is no rule", dayCounts(400), func(r *schedule.Rules, v schedule.Days) {
		r.PeriodDays = v
		*r = r.Enacted(schedule.CodePeriodDaysMax, "")
	}),
	bind("mean_hours", "Most paid hours a week on average, such as 48h over 17 weeks; 0 is no rule", mean, func(r *schedule.Rules, v meanHours) {
		r.MeanWeekHours, r.MeanWeeks = v.hours, v.weeks
		*r = r.Enacted(schedule.CodeMeanHours, "")
	}),
	bind("most", "Most shifts of a kind in the planned period, such as {night: 3}", mapOf("shift kind", whole(1, 400), 200), func(r *schedule.Rules, v []entry[int]) {
		r.KindsMax = map[string]int{}
		for _, e := range v {
			r.KindsMax[e.name] = e.value
		}
	}),
	bind("rotation", "Weeks that follow each other, each with the kinds of shift allowed by day, such as [{mon-fri: early}, {mon-fri: late, sat: any}]", listOf(rotationWeek, 52), func(r *schedule.Rules, v [][7][]string) { r.Rotation.Weeks = v }),
	bind("rotation_from", "A day of the week that the first of the rotation is for; 2024-01-01 by default", textual(value.ParseDate, schema{"type": "string"}), func(r *schedule.Rules, v calendar.Date) { r.Rotation.From = v }),
}

// rule is a key of one limit. What is written is no longer the law's.
func rule[V any](key, doc string, code schedule.Code, as reading[V], at func(*schedule.Rules) *V) field[schedule.Rules] {
	return bind(key, doc, as, func(r *schedule.Rules, v V) {
		*at(r) = v
		*r = r.Enacted(code, "")
	})
}

// wish is a limit as written: hard, wanted with a weight, or both.
type wish[V any] struct {
	hard, limit V
	bound       bool // hard was said
	weight      float64
}

// wantable is a key of a limit that may be given a weight: {limit: 5, weight: 3}. Written
// so, the hard limit stays as it was unless it is said: {limit: 5, weight: 3, hard: 6}.
func wantable[V comparable](key, doc string, code schedule.Code, as reading[V], at func(*schedule.Rules) *V) field[schedule.Rules] {
	return bind(key, doc+"; with a weight it is only wanted: {limit: …, weight: 1}", weighted(as), func(r *schedule.Rules, v wish[V]) {
		var none V
		r.Wanted = slices.DeleteFunc(slices.Clone(r.Wanted), func(w schedule.Wanted) bool { return *at(&w.Rules) != none })
		if v.bound {
			*at(r) = v.hard
			*r = r.Enacted(code, "")
		}
		if v.weight > 0 && v.limit != none {
			w := schedule.Wanted{Weight: v.weight}
			*at(&w.Rules) = v.limit
			r.Wanted = append(r.Wanted, w)
		}
	})
}

// weighted reads a limit, or a mapping of a limit with its weight.
func weighted[V any](as reading[V]) reading[wish[V]] {
	parts := patchOf("a limit with a weight", record[wish[V]]{
		bind("limit", "The limit", as, func(w *wish[V], v V) { w.limit = v }).required(),
		bind("weight", "What a day, hour or weekend beyond it weighs, as a request does; above 0 and up to 100", within(number(0, 100), func(x float64) bool { return x > 0 }, "expected a weight above 0"), func(w *wish[V], v float64) { w.weight = v }).required(),
		bind("hard", "The limit that is never passed; left out it stays as it is", as, func(w *wish[V], v V) { w.hard, w.bound = v, true }),
	})
	return reading[wish[V]]{schema{"anyOf": []any{as.schema, parts.schema}}, func(d *decoder, n *node) (wish[V], bool) {
		if n.shape == mapping {
			p, ok := parts.read(d, n)
			return p.over(wish[V]{}), ok && p.good
		}
		v, ok := as.read(d, n)
		return wish[V]{hard: v, bound: true}, ok
	}}
}

var (
	cyclePattern = regexp.MustCompile(`^([1-7]) on,? ([1-7]) off$`)
	meanPattern  = regexp.MustCompile(`^(.+) over ([0-9]{1,2}) weeks?$`)
	daysPattern  = regexp.MustCompile(`^([0-9]{1,3})(?: *- *([0-9]{1,3}))?$`)

	cycle = textual(parseCycle, schema{"type": []string{"string", "integer"}})
	mean  = textual(parseMean, schema{"type": []string{"string", "integer"}})

	backward    = textual(parseBackward, pattern("^(0|strict|"+durationPattern+")$"))
	periodHours = textual(parsePeriodHours, pattern("^(0|"+durationPattern+"( *- *"+durationPattern+")?)$"))
)

func parseCycle(s string) (schedule.Cycle, error) {
	var c schedule.Cycle
	m := cyclePattern.FindStringSubmatch(strings.TrimSpace(s))
	if m != nil {
		c.On, _ = strconv.Atoi(m[1])
		c.Off, _ = strconv.Atoi(m[2])
	}
	if s != "0" && m == nil || c.On+c.Off > 8 {
		return c, &value.Error{Value: s, Expected: "expected turns of at most 8 weekends, such as 2 on 1 off, or 0"}
	}
	return c, nil
}

type meanHours struct {
	hours time.Duration
	weeks int
}

func parseMean(s string) (meanHours, error) {
	if s == "0" {
		return meanHours{}, nil
	}
	if m := meanPattern.FindStringSubmatch(s); m != nil {
		hours, err := value.ParseDuration(m[1])
		weeks, _ := strconv.Atoi(m[2])
		if err == nil && hours > 0 && hours <= 7*24*time.Hour && weeks >= 1 && weeks <= 53 {
			return meanHours{hours, weeks}, nil
		}
	}
	return meanHours{}, &value.Error{Value: s, Expected: "expected hours a week over 1 to 53 weeks, such as 48h over 17 weeks, or 0"}
}

func parseBackward(s string) (time.Duration, error) {
	if s == "strict" {
		return time.Second, nil
	}
	v, err := value.ParseDuration(s)
	if err != nil || v > 24*time.Hour {
		return 0, &value.Error{Value: s, Expected: "expected a duration of at most 24h, such as 2h, or strict"}
	}
	return v, nil
}

func parsePeriodHours(s string) (schedule.Range, error) {
	if s == "0" {
		return schedule.Range{}, nil
	}
	low, high, err := value.ParseDurations(s)
	return schedule.Range{Min: low, Max: high}, err
}

// dayCounts reads a greatest number of days, or a least and a greatest one.
func dayCounts(most int) reading[schedule.Days] {
	return textual(func(s string) (schedule.Days, error) {
		var days schedule.Days
		m := daysPattern.FindStringSubmatch(s)
		if m != nil && m[2] == "" {
			days.Max, _ = strconv.Atoi(m[1])
		} else if m != nil {
			days.Min, _ = strconv.Atoi(m[1])
			days.Max, _ = strconv.Atoi(m[2])
		}
		if m == nil || days.Max > most || days.Min > days.Max || most == 7 && days.Max < 1 {
			return days, &value.Error{Value: s, Expected: fmt.Sprintf("expected a number of days up to %d, or least and most, such as 4-5", most)}
		}
		return days, nil
	}, schema{"type": []string{"integer", "string"}, "pattern": `^[0-9]+( *- *[0-9]+)?$`})
}

// rotationWeek reads the kinds of shift of each day; days that are not named are off.
var rotationWeek = reading[[7][]string]{schema{"type": []string{"object", "null"}, "additionalProperties": schema{"type": []string{"string", "array"}}}, func(d *decoder, n *node) (week [7][]string, good bool) {
	if n.shape != mapping && n.shape != null {
		d.say(n, "found %s: expected the kinds of shift by day, such as {mon-fri: early, sat: any}", n.shape)
		return week, false
	}
	good = true
	kinds := listOf(text, 50)
	var named [7]bool
	for _, p := range n.pairs {
		days, err := value.ParseDays(p.key.text)
		if err != nil {
			d.wrong(p.key, err)
		}
		names, ok := kinds.read(d, p.value)
		if good = good && ok && err == nil; !good {
			continue
		}
		if len(names) == 1 && names[0] == "off" {
			names = nil
		}
		for day, on := range days {
			if on && named[day] {
				d.say(p.key, "%s is named twice: expected each day once", strings.ToLower(time.Weekday(day).String()))
				good = false
			}
			if on {
				week[day], named[day] = names, true
			}
		}
	}
	return week, good
}}

// ruleBounds checks rules where they are written; known are the shift kinds.
func (d *decoder) ruleBounds(p patch[schedule.Rules], known []string) {
	r := p.over(schedule.Rules{})
	bound := func(key string, v, most time.Duration) {
		if v > most {
			d.say(p.place(key), "expected at most %s", value.FormatDuration(most))
		}
	}
	bound("daily_rest", r.DailyRest, 24*time.Hour)
	for _, w := range r.Wanted {
		bound("daily_rest", w.Rules.DailyRest, 24*time.Hour)
	}
	bound("weekly_rest", r.WeeklyRest, 6*24*time.Hour)
	bound("day_hours", r.DayHoursMax, 24*time.Hour)
	bound("break_after", r.BreakAfter, 24*time.Hour)
	bound("night_rest", r.NightRest, 7*24*time.Hour)
	bound("night_hours", r.NightHoursMax, 24*time.Hour)
	bound("start_spread", r.StartSpread, 24*time.Hour)
	bound("period_hours", r.PeriodHours.Max, 53*7*24*time.Hour)
	if n := p.at["most"]; n != nil {
		for _, kv := range n.pairs {
			d.kind(kv.key, known)
		}
	}
	if n := p.at["rotation"]; n != nil {
		d.rotationKinds(n, known)
	}
}

// kind asks that the text of the node is a shift kind.
func (d *decoder) kind(n *node, known []string) {
	if n.shape == scalar && !slices.Contains(known, n.text) {
		d.unknown(n, "shift kind", known)
	}
}

// rotationKinds asks that the kinds of a rotation are known.
func (d *decoder) rotationKinds(n *node, known []string) {
	words := append([]string{schedule.AnyKind, "off"}, known...)
	weeks := n.items
	if n.shape == mapping {
		weeks = []*node{n}
	}
	for _, week := range weeks {
		for _, kv := range week.pairs {
			d.kind(kv.value, words)
			for _, item := range kv.value.items {
				d.kind(item, words)
			}
		}
	}
}
