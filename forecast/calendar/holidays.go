package calendar

import (
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ru"
	"github.com/rickar/cal/v2/us"
)

// countries maps an ISO 3166 code to its public holidays.
var countries = map[string][]*cal.Holiday{
	"AT": at.Holidays, "BE": be.Holidays, "CH": ch.Holidays, "DE": de.Holidays, "ES": es.Holidays,
	"FR": fr.Holidays, "GB": gb.Holidays, "IE": ie.Holidays, "IT": slices.Concat(it.Holidays, italianAdditions()), "NL": slices.Concat(nl.Holidays, easterSundays("Eerste Paasdag", "Eerste Pinksterdag")),
	"PL": slices.Concat(pl.Holidays, polishAdditions()), "RU": slices.Concat(ru.Holidays, russianNewYear()), "US": us.Holidays,
}

// russianNewYear are the days that article 112 of the Russian Labour Code adds around New
// Year and Christmas. The transfers that the government decrees every year are not rules:
// they come as overrides.
func russianNewYear() []*cal.Holiday {
	var days []*cal.Holiday
	for _, d := range []int{2, 3, 4, 5, 6, 8} {
		days = append(days, &cal.Holiday{Name: "Новогодние каникулы", StartYear: 2013, Month: time.January, Day: d, Func: cal.CalcDayOfMonth})
	}
	return days
}

// italianAdditions are Easter Sunday, which law 260 of 1949 lists, and the feast of Saint
// Francis, which law 151 of 2025 brought back from 2026 on.
func italianAdditions() []*cal.Holiday {
	return append(easterSundays("Pasqua"),
		&cal.Holiday{Name: "San Francesco d'Assisi", StartYear: 2026, Month: time.October, Day: 4, Func: cal.CalcDayOfMonth})
}

// polishAdditions are the Sundays of Easter and Pentecost, which the law of 18 January 1951
// lists, and Christmas Eve, a day off from 2025 on.
func polishAdditions() []*cal.Holiday {
	return append(easterSundays("pierwszy dzień Wielkiej Nocy", "pierwszy dzień Zielonych Świątek"),
		&cal.Holiday{Name: "Wigilia Bożego Narodzenia", StartYear: 2025, Month: time.December, Day: 24, Func: cal.CalcDayOfMonth})
}

// easterSundays are Easter Sunday and, where it has a name, Whit Sunday.
func easterSundays(names ...string) (days []*cal.Holiday) {
	for k, name := range names {
		days = append(days, &cal.Holiday{Name: name, Offset: 49 * k, Func: cal.CalcEasterOffset})
	}
	return days
}

// Countries lists the codes of the countries whose public holidays are known.
func Countries() []string { return slices.Sorted(maps.Keys(countries)) }

// Calendar is a zone with its public holidays. Make it with New or Plain and share the
// pointer; the methods are safe for use by several goroutines.
type Calendar struct {
	Zone    *time.Location
	country string
	rules   []*cal.Holiday
	extra   map[Date]string // added by the workspace; an empty name takes a holiday away
	years   sync.Map        // int to map[Date]string: the holidays of years asked for before
}

// New makes the calendar of a zone and country. An empty country has no holidays but
// those of overrides, which add a named holiday on a date or, with an empty name, take
// one away.
func New(zone *time.Location, country string, overrides map[Date]string) (*Calendar, error) {
	if zone == nil {
		return nil, fmt.Errorf("calendar without a time zone: expected one such as Europe/Rome")
	}
	rules, ok := countries[country]
	if !ok && country != "" {
		return nil, fmt.Errorf("country %q: expected one of %v", country, Countries())
	}
	return &Calendar{Zone: zone, country: country, rules: rules, extra: maps.Clone(overrides)}, nil
}

// Plain is a calendar without holidays.
func Plain(zone *time.Location) *Calendar { return &Calendar{Zone: zone} }

// By is the calendar by the clocks of another zone, with the same holidays; nil is the
// calendar itself. Each call makes a calendar that remembers years anew: keep it.
func (c *Calendar) By(zone *time.Location) *Calendar {
	if zone == nil || c.Zone != nil && zone.String() == c.Zone.String() {
		return c
	}
	return &Calendar{Zone: zone, country: c.country, rules: c.rules, extra: c.extra}
}

// Country is the ISO code whose holidays the calendar keeps, or "".
func (c *Calendar) Country() string { return c.country }

// Holiday names the public holiday on the date, or is empty. A holiday that a country
// observes on another day counts on both.
func (c *Calendar) Holiday(d Date) string {
	if c == nil {
		return ""
	}
	if name, ok := c.extra[d]; ok {
		return name
	}
	if len(c.rules) == 0 {
		return ""
	}
	year, ok := c.years.Load(d.Year)
	if !ok {
		year, _ = c.years.LoadOrStore(d.Year, c.year(d.Year))
	}
	return year.(map[Date]string)[d]
}

// year works out the holidays of a year by the country's rules. The neighbouring years
// count because New Year may be observed on the last day of December.
func (c *Calendar) year(year int) map[Date]string {
	days := map[Date]string{}
	add := func(t time.Time, name string) {
		// The rules answer with a local midnight, which some zones skip: two hours later is
		// always on the day.
		d := DateOf(t.Add(2 * time.Hour))
		if _, taken := days[d]; !taken && !t.IsZero() && d.Year == year {
			days[d] = name
		}
	}
	for _, observed := range []bool{false, true} { // a day's own holiday names it first
		for _, r := range c.rules {
			for y := year - 1; y <= year+1; y++ {
				actual, moved := r.Calc(y)
				if observed {
					actual = moved
				}
				add(actual, r.Name)
			}
		}
	}
	return days
}

// With is the calendar with one more holiday; an empty name takes one away.
func (c *Calendar) With(d Date, name string) *Calendar {
	extra := maps.Clone(c.extra)
	if extra == nil {
		extra = map[Date]string{}
	}
	extra[d] = name
	return &Calendar{Zone: c.Zone, country: c.country, rules: c.rules, extra: extra}
}
