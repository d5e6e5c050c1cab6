package value_test

import (
	"testing"
	"time"

	"turno/forecast/calendar"
	"turno/internal/workspace/value"
)

func FuzzParseDuration(f *testing.F) {
	for _, s := range []string{"30m", "8h30m", "1.5h", "2d", "6h-8h30m", "-1h", "99999999999999999999h"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := value.ParseDuration(s); err == nil && (d < 0 || d > value.MaxDuration) {
			t.Errorf("%q is %v", s, d)
		}
		if low, high, err := value.ParseDurations(s); err == nil && (low < 0 || high < low) {
			t.Errorf("%q is %v to %v", s, low, high)
		}
	})
}

func FuzzParseShare(f *testing.F) {
	for _, s := range []string{"80%", "0.8", "1000%", "-0%", "1e9%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if x, err := value.ParseShare(s); err == nil && !(x >= 0 && x <= 1) {
			t.Errorf("%q is %v", s, x)
		}
		if x, err := value.ParsePremium(s); err == nil && !(x >= 0 && x <= 10) {
			t.Errorf("%q is %v", s, x)
		}
	})
}

func FuzzParseTime(f *testing.F) {
	for _, s := range []string{"2026-11-02T09:00:00+01:00", "2026-11-02 09:00", "2026-03-29 02:30", "2026-10-25 02:30", "2026-11-02"} {
		f.Add(s)
	}
	zone, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, _, err := value.ParseStamp(s, zone)
		if err != nil {
			return
		}
		if back, err := value.ParseTime(at.Format(time.RFC3339), zone); err != nil || !back.Equal(at.Truncate(time.Second)) {
			t.Errorf("%q is %v, which reads back as %v, %v", s, at, back, err)
		}
	})
}

func FuzzParseHours(f *testing.F) {
	for _, s := range []string{"always", "mon-fri 08:00-20:00; sat 09:00-14:00", "22:00-06:00", "2026-12-24 closed; holidays 10:00-18:00", "fri-mon 1:00-2:00,3:00-4:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h, err := value.ParseHours(s)
		if err != nil {
			return
		}
		check := func(spans []calendar.Span) {
			for _, p := range spans {
				if p.From < 0 || p.From >= calendar.Clock(24, 0) || p.To <= p.From || p.To > calendar.Clock(48, 0) {
					t.Errorf("%q has the span %v", s, p)
				}
			}
		}
		for _, spans := range h.Week {
			check(spans)
		}
		check(h.Holiday)
		for _, spans := range h.Dates {
			check(spans)
		}
	})
}

func FuzzParseName(f *testing.F) {
	f.Add("social-it")
	f.Add("../x")
	f.Fuzz(func(t *testing.T, s string) {
		slug := value.Slug(s)
		if _, err := value.ParseName(slug); slug != "" && err != nil {
			t.Errorf("the slug %q of %q is no name: %v", slug, s, err)
		}
	})
}
