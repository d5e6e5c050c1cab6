package layout

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"turno/internal/workspace/value"
)

// nothing are the cells that say that a value is not known.
var nothing = map[string]bool{"-": true, "--": true, "–": true, "—": true, "n/a": true, "N/A": true, "null": true, "NULL": true, "None": true, "NaN": true, "nan": true}

// grouping are the marks between thousands that no decimal mark is.
var grouping = strings.NewReplacer("\u00a0", "", "\u202f", "", " ", "", "'", "", "’", "")

// parseNumber reads a number as exports write it: 1234.5, 1,234.5, 1.234,5 or 1 234,5. A
// comma alone is a decimal mark unless three digits follow it. Of a file whose cells are
// parted by semicolons, since commas are decimal marks, it is one always, and points before
// three digits part thousands.
func parseNumber(s string, commas bool) (float64, error) {
	if v, err := strconv.ParseFloat(s, 64); err == nil && !(commas && thousands(s, '.')) {
		return v, nil
	}
	s = grouping.Replace(s)
	comma, point := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	switch {
	case comma < 0 && thousands(s, '.') && (commas || strings.Count(s, ".") > 1), comma > point && point >= 0 && thousands(s[:comma], '.'):
		s = strings.ReplaceAll(s, ".", "")
	case point > comma && thousands(s[:point], ','), comma >= 0 && point < 0 && thousands(s, ',') && (!commas || strings.Count(s, ",") > 1):
		s = strings.ReplaceAll(s, ",", "")
	}
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	return strconv.ParseFloat(s, 64)
}

// thousands says whether digits are parted by a mark into groups of three.
func thousands(s string, mark byte) bool {
	groups := strings.Split(s, string(mark))
	for i, g := range groups {
		if strings.Trim(g, "0123456789") != "" || i > 0 && len(g) != 3 || i == 0 && (len(g) == 0 || len(g) > 3 || g[0] == '0') {
			return false
		}
	}
	return len(groups) > 1
}

// count reads a number, -1 where the cell tells none.
func (x *reader) count(field int, most float64) (float64, bool) {
	s := x.cell(field)
	if s == "" || nothing[s] {
		return -1, true
	}
	v, err := parseNumber(s, x.commas)
	if err != nil || !(v >= 0 && v <= most) {
		x.reject(field, fmt.Sprintf("expected a number from 0 to %g, or nothing", most))
		return -1, false
	}
	return v, true
}

// seconds reads a length of time, -1 where the cell tells none.
func (x *reader) seconds(field int) (float64, bool) {
	s := x.cell(field)
	if s == "" || nothing[s] {
		return -1, true
	}
	unit := x.unit[field]
	if unit == 0 {
		unit = x.layout.Unit
	}
	v, ok := parseLength(s, unit, x.commas)
	if !ok || !(v >= 0 && v <= 20*366*daySeconds) {
		x.reject(field, "expected a length of time such as 312, 00:05:12 or 5m 12s, or nothing")
		return -1, false
	}
	return v, true
}

// parseLength reads a length of time in seconds: a number of the unit, 00:05:12, 5m12s, 1d
// 02:03:04, or 1 day, 2 hr 3 min.
func parseLength(s string, unit time.Duration, commas bool) (float64, bool) {
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		return v * unit.Seconds(), true
	}
	if v, ok := clockLength(s); ok {
		return v, true
	}
	if d, err := value.ParseDuration(s); err == nil {
		return d.Seconds(), true
	}
	if v, ok := spelledLength(s); ok {
		return v, true
	}
	v, err := parseNumber(s, commas)
	return v * unit.Seconds(), err == nil
}

// clockLength reads 00:05:12 or 5:12, the seconds with a fraction.
func clockLength(s string) (float64, bool) {
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	var v float64
	for i, p := range parts {
		n, err := strconv.ParseFloat(strings.Replace(p, ",", ".", 1), 64)
		if err != nil || !(n >= 0) || i > 0 && n >= 60 || i < len(parts)-1 && strings.Trim(p, "0123456789") != "" {
			return 0, false
		}
		v = 60*v + n
	}
	return v, true
}

// spelled are units as people write them.
var spelled = map[string]float64{
	"d": daySeconds, "day": daySeconds, "days": daySeconds, "g": daySeconds, "giorni": daySeconds, "giorno": daySeconds, "д": daySeconds,
	"h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "std": 3600, "ore": 3600, "ora": 3600, "ч": 3600,
	"m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60, "minuti": 60, "мин": 60, "м": 60,
	"s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "secondi": 1, "сек": 1, "с": 1, "ms": 0.001,
}

// spelledLength reads numbers each with a unit behind it, the last may be a clock.
func spelledLength(s string) (float64, bool) {
	rest, total, found := strings.ToLower(strings.TrimSpace(s)), 0.0, false
	for rest != "" {
		n := strings.IndexFunc(rest, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
		if v, clock := clockLength(rest); clock && found {
			return total + v, true
		}
		if n <= 0 {
			return 0, false
		}
		number, err := strconv.ParseFloat(rest[:n], 64)
		rest = strings.TrimLeft(rest[n:], " \u00a0")
		end := strings.IndexAny(rest, "0123456789 \u00a0,.")
		if end < 0 {
			end = len(rest)
		}
		unit, ok := spelled[rest[:end]]
		if err != nil || !ok {
			return 0, false
		}
		total, found = total+number*unit, true
		rest = strings.TrimLeft(rest[end:], " \u00a0,.")
	}
	return total, found
}

// mostExact is how many digits spreadsheets keep of a number.
const mostExact = 15

// rounded says whether a cell is a number from which a spreadsheet has cut digits: 1.23E+17,
// or, within a workbook, zeros behind the fifteenth.
func rounded(s string, sheet bool) bool {
	if sheet && len(s) > mostExact && strings.Trim(s, "0123456789") == "" {
		return strings.Trim(s[mostExact:], "0") == ""
	}
	i := len(s) - 4 // E+17
	if i < 1 || s[i+1] != '+' || s[i] != 'E' && s[i] != 'e' || strings.Trim(s[i+2:], "0123456789") != "" {
		return false
	}
	whole, part, _ := strings.Cut(strings.Replace(s[:i], ",", ".", 1), ".")
	return len(whole) == 1 && strings.Trim(whole+part, "0123456789") == ""
}
