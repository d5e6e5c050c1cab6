package calendar

import (
	"fmt"
	"maps"
	"slices"
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
	"FR": fr.Holidays, "GB": gb.Holidays, "IE": ie.Holidays, "IT": it.Holidays, "NL": nl.Holidays,
	"PL": pl.Holidays, "RU": ru.Holidays, "US": us.Holidays,
}

// Countries lists the codes of the countries whose public holidays are known.
func Countries() []string { return slices.Sorted(maps.Keys(countries)) }

// Calendar is a zone with its public holidays. Use New; the methods are safe for use by
// several goroutines.
type Calendar struct {
	Zone    *time.Location
	country string
	rules   []*cal.Holiday
	extra   map[Date]string // added by the workspace; an empty name takes a holiday away
}

// New makes the calendar of a zone and country. An empty country has no holidays but
// those of overrides, which add a named holiday on a date or, with an empty name, take
// one away.
func New(zone *time.Location, country string, overrides map[Date]string) (*Calendar, error) {
	rules, ok := countries[country]
	if !ok && country != "" {
		return nil, fmt.Errorf("country %q: expected one of %v", country, Countries())
	}
	return &Calendar{Zone: zone, country: country, rules: rules, extra: maps.Clone(overrides)}, nil
}

// Plain is a calendar without holidays.
func Plain(zone *time.Location) *Calendar { return &Calendar{Zone: zone} }

// Country is the ISO code whose holidays the calendar keeps, or "".
func (c *Calendar) Country() string { return c.country }

// Holiday names the public holiday on the date, or is empty.
func (c *Calendar) Holiday(d Date) string {
	if c == nil {
		return ""
	}
	if name, ok := c.extra[d]; ok {
		return name
	}
	for _, r := range c.rules {
		if r.StartYear > 0 && d.Year < r.StartYear || r.EndYear > 0 && d.Year > r.EndYear {
			continue
		}
		if actual, observed := r.Calc(d.Year); DateOf(actual) == d || r.Observed != nil && DateOf(observed) == d {
			return r.Name
		}
	}
	return ""
}
