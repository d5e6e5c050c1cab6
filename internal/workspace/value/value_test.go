package value_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/internal/workspace/value"
)

func TestParseDuration(t *testing.T) {
	good := map[string]time.Duration{
		"30m": 30 * time.Minute, "8h30m": 510 * time.Minute, "12s": 12 * time.Second, "0": 0, "0h": 0,
		"1.5h": 90 * time.Minute, "2d": 48 * time.Hour, " 8h 30m ": 510 * time.Minute,
	}
	for text, want := range good {
		d, err := value.ParseDuration(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, d, text)
	}
	for _, text := range []string{"", "h", "30", "-5m", "8h30", "1w", "30 minutes", "1e3h", "9999999d", "NaNh", "..h", "12ms", "½h"} {
		_, err := value.ParseDuration(text)
		assert.Error(t, err, text)
	}
	_, err := value.ParseDuration("30")
	assert.EqualError(t, err, `"30": expected a duration with its unit (d, h, m, s), such as 30m, 8h30m or 12s (did you mean "30m"?)`)
}

func TestParseDurations(t *testing.T) {
	low, high, err := value.ParseDurations("6h-8h30m")
	require.NoError(t, err)
	assert.Equal(t, []time.Duration{6 * time.Hour, 510 * time.Minute}, []time.Duration{low, high})
	low, high, err = value.ParseDurations("8h")
	require.NoError(t, err)
	assert.Equal(t, low, high)
	for _, text := range []string{"", "8h-6h", "6-8h", "6h-", "-6h"} {
		_, _, err := value.ParseDurations(text)
		assert.Error(t, err, text)
	}
}

func TestFormatDurationReadsBack(t *testing.T) {
	for _, d := range []time.Duration{0, 12 * time.Second, time.Minute, 510 * time.Minute, 168 * time.Hour} {
		back, err := value.ParseDuration(value.FormatDuration(d))
		require.NoError(t, err)
		assert.Equal(t, d, back)
	}
	assert.Equal(t, "8h30m", value.FormatDuration(510*time.Minute))
}

func TestParseShare(t *testing.T) {
	for text, want := range map[string]float64{"80%": 0.8, "2.5 %": 0.025, "0%": 0, "100%": 1} {
		x, err := value.ParseShare(text)
		require.NoError(t, err, text)
		assert.InDelta(t, want, x, 1e-12, text)
	}
	for _, text := range []string{"", "%", "101%", "-1%", "80", "0.8", "NaN%", "Inf%", "1e1%", "8 0%"} {
		_, err := value.ParseShare(text)
		assert.Error(t, err, text)
	}
	for text, meant := range map[string]string{"80": "80%", "0.8": "80%", "0.065": "6.5%"} {
		_, err := value.ParseShare(text)
		var e *value.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, meant, e.Hint)
	}
	x, err := value.ParsePremium("150%")
	require.NoError(t, err)
	assert.Equal(t, 1.5, x)
}

func TestParseTime(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	for text, want := range map[string]string{
		"2026-11-02T09:00:00+01:00": "2026-11-02T09:00:00+01:00",
		"2026-11-02T09:00+01:00":    "2026-11-02T09:00:00+01:00",
		"2026-11-02T08:00:00Z":      "2026-11-02T09:00:00+01:00",
		"2026-11-02 08:00:00Z":      "2026-11-02T09:00:00+01:00",
		"2026-11-02 09:00":          "2026-11-02T09:00:00+01:00",
		"2026-11-02T09:00:30":       "2026-11-02T09:00:30+01:00",
		"2026-11-02":                "2026-11-02T00:00:00+01:00",
		"2026-10-25 02:30":          "2026-10-25T02:30:00+02:00", // shown twice: the first
		"2026-11-02 9:00":           "2026-11-02T09:00:00+01:00",
	} {
		at, err := value.ParseTime(text, rome)
		require.NoError(t, err, text)
		assert.Equal(t, want, at.Format(time.RFC3339), text)
	}
	for _, text := range []string{"", "yesterday", "2026-13-01", "2026-02-30 10:00", "2026-11-02 25:00", "0001-01-01", "9999-01-01 00:00", "2026-11-02 09:00 CET"} {
		_, err := value.ParseTime(text, rome)
		assert.Error(t, err, text)
	}
	_, err = value.ParseTime("2026-03-29 02:30", rome)
	assert.ErrorContains(t, err, "the clocks of Europe/Rome skip this time")
	cairo, err := time.LoadLocation("Africa/Cairo") // skips midnight
	require.NoError(t, err)
	at, err := value.ParseTime("2026-04-24", cairo)
	require.NoError(t, err)
	assert.Equal(t, "2026-04-24T01:00:00+03:00", at.Format(time.RFC3339))
}

func TestParseHours(t *testing.T) {
	span := func(from, to int) calendar.Span {
		return calendar.Span{From: calendar.Clock(from, 0), To: calendar.Clock(to, 0)}
	}
	daily := func(spans ...calendar.Span) calendar.Hours { return calendar.Daily(spans...) }
	var week calendar.Hours
	for d := time.Monday; d <= time.Friday; d++ {
		week.Week[d] = []calendar.Span{span(8, 20)}
	}
	week.Week[time.Saturday] = []calendar.Span{span(9, 14)}
	special := week
	special.HasHoliday = true
	special.Dates = map[calendar.Date][]calendar.Span{{Year: 2026, Month: time.December, Day: 24}: {span(9, 14)}, {Year: 2026, Month: time.December, Day: 27}: nil}
	for text, want := range map[string]calendar.Hours{
		"always":                               calendar.Always(),
		"Closed":                               {},
		"09:00-21:00":                          daily(span(9, 21)),
		"15:00-19:00, 09:00-13:00":             daily(span(9, 13), span(15, 19)),
		"22:00-06:00":                          daily(span(22, 30)),
		"00:00-24:00":                          calendar.Always(),
		"16:00-00:00":                          daily(span(16, 24)),
		"mon-sun always":                       calendar.Always(),
		"mon-fri 08:00-20:00; sat 09:00-14:00": week,
		"mon-fri 8:00-20:00; Saturday 9:00-14:00;":                                                         week,
		"mon-fri 08:00-20:00; sat 09:00-14:00; holidays closed; 2026-12-24 09:00-14:00; 2026-12-27 closed": special,
	} {
		h, err := value.ParseHours(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, h, text)
	}
	for text, says := range map[string]string{
		"":                                     "expected hours from-to",
		"9-17":                                 "expected hours from-to",
		"09:00-25:00":                          "expected hours from-to",
		"09:00-09:00":                          "end when they begin",
		"09:00-13:00, 12:00-15:00":             "overlap",
		"mon-fry 09:00-12:00":                  "expected days",
		"mon 09:00-12:00; mon-tue 14:00-15:00": "mon is given twice",
		"mon":                                  "expected hours",
		"mon-fri 08:00":                        "expected hours from-to",
		";":                                    "expected hours such as",
	} {
		_, err := value.ParseHours(text)
		assert.ErrorContains(t, err, says, text)
	}
}

func TestParseDays(t *testing.T) {
	days, err := value.ParseDays("sat, mon-tue")
	require.NoError(t, err)
	assert.Equal(t, [7]bool{false, true, true, false, false, false, true}, days)
	days, err = value.ParseDays("fri-mon")
	require.NoError(t, err)
	assert.Equal(t, [7]bool{true, true, false, false, false, true, true}, days)
	_, err = value.ParseDays("mond")
	assert.ErrorContains(t, err, `did you mean "mon"?`)
}

func TestParseName(t *testing.T) {
	for _, name := range []string{"social-it", "agent-01", "Éva", "анна", "a.b_c", "k9"} {
		_, err := value.ParseName(name)
		assert.NoError(t, err, name)
	}
	for name, meant := range map[string]string{"": "", "social it": "social-it", "../x": "x", "a/b": "a-b", "a;b": "a-b", "-x": "x", "\xff": "", "@moda": "moda", "..": ""} {
		_, err := value.ParseName(name)
		var e *value.Error
		require.ErrorAs(t, err, &e, name)
		assert.Equal(t, meant, e.Hint, name)
	}
}

func TestParseLanguage(t *testing.T) {
	tag, err := value.ParseLanguage("pt-br")
	require.NoError(t, err)
	assert.EqualValues(t, "pt-BR", tag)
	for _, text := range []string{"", "italian", "i", "it en", "xx-yyyyyyyyyyyy"} {
		_, err := value.ParseLanguage(text)
		assert.Error(t, err, text)
	}
}

func TestParseSpoken(t *testing.T) {
	for _, tag := range value.Spoken() {
		got, err := value.ParseSpoken(tag)
		require.NoError(t, err)
		assert.Equal(t, tag, got)
	}
	for text, hint := range map[string]string{"italiano": "it", "IT": "it", "it-IT": "it", "ru_RU": "ru", "Русский": "ru", "english": "en", "de": "", "": "", "i": ""} {
		_, err := value.ParseSpoken(text)
		e, ok := errors.AsType[*value.Error](err)
		require.True(t, ok, text)
		assert.Equal(t, hint, e.Hint, text)
	}
}

func TestParseClock(t *testing.T) {
	for text, want := range map[string]calendar.TimeOfDay{"9:00": 540, "09:05": 545, "0:00": 0, "24:00": 1440, " 9:00 ": 540} {
		got, err := value.ParseClock(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", ":", "9", "9:5", "9:60", "24:01", "25:00", "-1:00", "+9:00", "9:00:00", "nine", "9.30", "099:00", "٣:٠٠"} {
		_, err := value.ParseClock(text)
		assert.ErrorContains(t, err, "expected a time of day as HH:MM", text)
	}
}
