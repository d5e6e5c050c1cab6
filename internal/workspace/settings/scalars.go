package settings

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"golang.org/x/text/currency"

	"turno/forecast/calendar"
	"turno/internal/workspace/value"
	"turno/schedule"
	"turno/skills"
)

func pattern(p string) schema { return schema{"type": []string{"string", "number"}, "pattern": p} }

const durationPattern = `[0-9]+(\.[0-9]+)?[dhms]([0-9.dhms ]*)`

var (
	text     = textual(parseText, schema{"type": []string{"string", "number", "boolean"}})
	duration = textual(value.ParseDuration, pattern("^(0|"+durationPattern+")$"))
	positive = within(duration, func(d time.Duration) bool { return d > 0 }, "expected a duration above 0, such as 30m")
	lengths  = textual(parseLengths, pattern("^"+durationPattern+"( *- *"+durationPattern+")?$"))
	share    = textual(value.ParseShare, pattern("^[0-9.]+ ?%$"))
	premium  = textual(parsePremium, pattern("^[0-9.]+ ?%$"))
	money    = textual(parseMoney, pattern(`^[0-9]+(\.[0-9]+)?$`))
	yes      = textual(parseBool, schema{"type": "boolean"})
	days     = reading[[7]bool]{schema{"type": []string{"string", "array"}}, readDays}
	starts   = textual(parseStarts, pattern("^[0-9]{1,2}:[0-9]{2}( *- *[0-9]{1,2}:[0-9]{2})?$"))
	span     = textual(value.ParseSpan, pattern("^[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}$"))
	tongue   = textual(value.ParseLanguage, schema{"type": "string"})
	spoken   = textual(value.ParseSpoken, schema{"enum": value.Spoken()})
	channel  = oneOf("channel", skills.Channels()...)
	risk     = textual(parseRisk, pattern("^(mean|p[5-9][0-9])$"))
	coin     = textual(parseCurrency, pattern("^[A-Z]{3}$"))
	step     = textual(parseInterval, schema{"enum": []string{"5m", "15m", "30m", "1h"}})
	seed     = textual(parseSeed, schema{"type": "integer", "minimum": 0})
)

// whole reads a number without a fraction from least to most.
func whole(least, most int) reading[int] {
	return textual(func(s string) (int, error) {
		n, err := strconv.Atoi(s)
		if err != nil || n < least || n > most {
			return 0, &value.Error{Value: s, Expected: "expected a whole number from " + strconv.Itoa(least) + " to " + strconv.Itoa(most)}
		}
		return n, nil
	}, schema{"type": "integer", "minimum": least, "maximum": most})
}

// number reads a plain number from least to most.
func number(least, most float64) reading[float64] {
	return textual(func(s string) (float64, error) {
		x, err := value.ParseNumber(s, most)
		if err != nil || x < least {
			return 0, &value.Error{Value: s, Expected: "expected a number from " + plain(least) + " to " + plain(most)}
		}
		return x, nil
	}, schema{"type": "number", "minimum": least, "maximum": most})
}

func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func parseText(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" || len([]rune(s)) > 200 {
		return "", &value.Error{Value: s, Expected: "expected a text of 1 to 200 characters"}
	}
	if value.Hidden(s) {
		return "", &value.Error{Value: s, Expected: "holds a line break or control character: expected plain text on one line"}
	}
	return s, nil
}

func parseLengths(s string) (schedule.Range, error) {
	low, high, err := value.ParseDurations(s)
	return schedule.Range{Min: low, Max: high}, err
}

func parsePremium(s string) (decimal.Decimal, error) {
	x, err := value.ParsePremium(s)
	return decimal.NewFromFloat(x).Round(6), err
}

// maxWage keeps sums of money far from overflow in any currency.
var maxWage = decimal.New(1, 9)

var plainMoney = regexp.MustCompile(`^[0-9]{1,10}(\.[0-9]{1,6})?$`)

func parseMoney(s string) (decimal.Decimal, error) {
	if plainMoney.MatchString(s) {
		if x, err := decimal.NewFromString(s); err == nil && x.LessThanOrEqual(maxWage) {
			return x, nil
		}
	}
	return decimal.Decimal{}, &value.Error{Value: s, Expected: "expected an amount of money such as 14.50, without a currency sign"}
}

func parseBool(s string) (bool, error) {
	switch s {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	e := &value.Error{Value: s, Expected: "expected true or false"}
	switch strings.ToLower(s) {
	case "yes", "on", "y":
		e.Hint = "true"
	case "no", "off", "n":
		e.Hint = "false"
	}
	return false, e
}

func parseStarts(s string) (calendar.Span, error) {
	from, to, ranged := strings.Cut(s, "-")
	first, err := value.ParseClock(from)
	last := first
	if err == nil && ranged {
		last, err = value.ParseClock(to)
	}
	switch {
	case err != nil || first >= calendar.Clock(24, 0) || last >= calendar.Clock(24, 0):
		return calendar.Span{}, &value.Error{Value: s, Expected: "expected a time or two between which shifts start, such as 09:00 or 08:30-10:00"}
	case last < first:
		return calendar.Span{}, &value.Error{Value: s, Expected: "expected the earlier start first; starts before and after midnight are two shift kinds"}
	}
	return calendar.Span{From: first, To: last}, nil
}

func readDays(d *decoder, n *node) ([7]bool, bool) {
	text := n.text
	if n.shape == list {
		for _, i := range n.items {
			text += " " + i.text
		}
	}
	week, err := value.ParseDays(text)
	if err != nil {
		d.wrong(n, err)
	}
	return week, err == nil
}

func parseRisk(s string) (float64, error) {
	if s == "mean" {
		return 0, nil
	}
	if p, err := strconv.Atoi(strings.TrimPrefix(s, "p")); err == nil && strings.HasPrefix(s, "p") && p >= 50 && p <= 99 {
		return float64(p) / 100, nil
	}
	e := &value.Error{Value: s, Expected: "expected mean, or a quantile of the volume from p50 to p99"}
	if p, err := strconv.Atoi(strings.Trim(strings.ToLower(s), "p% ")); err == nil && p >= 50 && p <= 99 {
		e.Hint = "p" + strconv.Itoa(p)
	}
	return 0, e
}

func parseCurrency(s string) (string, error) {
	unit, err := currency.ParseISO(s)
	if err != nil || unit.String() != s {
		e := &value.Error{Value: s, Expected: "expected the ISO 4217 code of a currency, such as EUR"}
		if err == nil {
			e.Hint = unit.String()
		}
		return "", e
	}
	return s, nil
}

func parseInterval(s string) (time.Duration, error) {
	d, err := value.ParseDuration(s)
	switch d {
	case 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour:
		if err == nil {
			return d, nil
		}
	}
	return 0, &value.Error{Value: s, Expected: "expected a planning interval of 5m, 15m, 30m or 1h"}
}

func parseSeed(s string) (uint64, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0, &value.Error{Value: s, Expected: "expected a whole number of 0 or more"}
	}
	return n, nil
}

// moment reads an instant, local ones in the workspace's zone.
var moment = reading[time.Time]{schema{"type": "string"}, func(d *decoder, n *node) (time.Time, bool) {
	if n.shape != scalar {
		d.say(n, "found %s: expected a time such as 2026-11-27T06:00", n.shape)
		return time.Time{}, false
	}
	t, err := value.ParseTime(n.text, d.zone)
	if err != nil {
		d.wrong(n, err)
	}
	return t, err == nil
}}

// hours reads opening hours: a text, a list of spans for every day, or a mapping from days
// to spans.
var hours = reading[calendar.Hours]{schema{"type": []string{"string", "array", "object"}}, func(d *decoder, n *node) (calendar.Hours, bool) {
	switch n.shape {
	case scalar:
		h, err := value.ParseHours(n.text)
		if err != nil {
			d.wrong(n, err)
		}
		return h, err == nil
	case list:
		spans, ok := readSpans(d, n)
		return calendar.Daily(spans...), ok
	case mapping:
		return readWeek(d, n)
	}
	d.say(n, "expected hours: always, 09:00-21:00, or a mapping such as {mon-fri: 09:00-18:00, sat: closed}")
	return calendar.Hours{}, false
}}

func readWeek(d *decoder, n *node) (calendar.Hours, bool) {
	var b value.HoursBuilder
	good := true
	for _, p := range n.pairs {
		spans, ok := readSpans(d, p.value)
		if err := b.Set(p.key.text, spans); err != nil {
			d.wrong(p.key, err)
			ok = false
		}
		good = good && ok
	}
	return b.Hours(), good
}

// readSpans reads the spans of one day: one text, or a list of them.
func readSpans(d *decoder, n *node) ([]calendar.Span, bool) {
	if n.shape == scalar {
		spans, err := value.ParseSpans(n.text)
		if err != nil {
			d.wrong(n, err)
		}
		return spans, err == nil
	}
	if n.shape != list || len(n.items) == 0 {
		d.say(n, "expected hours such as 09:00-21:00, a list of them, always or closed")
		return nil, false
	}
	var texts []string
	for _, i := range n.items {
		if i.shape != scalar {
			d.say(i, "expected hours such as 09:00-21:00")
			return nil, false
		}
		texts = append(texts, i.text)
	}
	spans, err := value.ParseSpans(strings.Join(texts, ", "))
	if err != nil {
		if e, ok := errors.AsType[*value.Error](err); ok && len(texts) > 1 && e.Value == "" {
			e.Value = strings.Join(texts, ", ")
		}
		d.wrong(n, err)
	}
	return spans, err == nil
}
