package settings

import (
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"turno/forecast/calendar"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/value"
)

// zones are well-known IANA names, to suggest from.
var zones = strings.Fields(`
UTC Europe/Amsterdam Europe/Athens Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Bucharest
Europe/Budapest Europe/Copenhagen Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Kyiv Europe/Lisbon Europe/Ljubljana
Europe/London Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Minsk Europe/Moscow Europe/Oslo Europe/Paris
Europe/Prague Europe/Riga Europe/Rome Europe/Samara Europe/Sofia Europe/Stockholm Europe/Tallinn Europe/Vienna Europe/Vilnius
Europe/Warsaw Europe/Zagreb Europe/Zurich Atlantic/Reykjavik Atlantic/Canary
America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Anchorage America/Toronto
America/Vancouver America/Halifax America/Mexico_City America/Bogota America/Lima America/Santiago America/Sao_Paulo
America/Buenos_Aires America/Caracas America/Panama America/Montevideo America/Puerto_Rico Pacific/Honolulu
Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Lagos Africa/Nairobi Africa/Tunis Africa/Algiers
Asia/Jerusalem Asia/Beirut Asia/Riyadh Asia/Dubai Asia/Tehran Asia/Baku Asia/Tbilisi Asia/Yerevan Asia/Almaty Asia/Tashkent
Asia/Yekaterinburg Asia/Novosibirsk Asia/Vladivostok Asia/Karachi Asia/Kolkata Asia/Dhaka Asia/Bangkok Asia/Ho_Chi_Minh
Asia/Jakarta Asia/Singapore Asia/Kuala_Lumpur Asia/Manila Asia/Hong_Kong Asia/Shanghai Asia/Taipei Asia/Seoul Asia/Tokyo
Australia/Perth Australia/Adelaide Australia/Brisbane Australia/Sydney Australia/Melbourne Pacific/Auckland`)

// Zones lists well-known IANA names, for suggestions; any other that exists is as good.
func Zones() []string { return slices.Clone(zones) }

// zone reads an IANA zone and makes it the zone of the local times that follow.
var zone = reading[*time.Location]{schema{"type": "string"}, func(d *decoder, n *node) (*time.Location, bool) {
	if n.shape == scalar && n.text != "" && n.text != "Local" {
		if loc, err := time.LoadLocation(n.text); err == nil {
			d.zone = loc
			return loc, true
		}
	}
	f := fault.Fault{File: d.file, Line: n.line, Column: n.column, Value: n.text,
		Expected: "unknown time zone: expected an IANA name such as Europe/Rome", Hint: nearZone(n.text)}
	d.faults.Add(f)
	return nil, false
}}

// nearZone suggests by the whole name, then by the city alone.
func nearZone(s string) string {
	if near := fault.Closest(s, zones); near != "" && (strings.Contains(s, "/") || strings.EqualFold(near, s)) {
		return near
	}
	cities := make([]string, len(zones))
	for i, z := range zones {
		cities[i] = strings.ReplaceAll(z[strings.LastIndexByte(z, '/')+1:], "_", " ")
	}
	city := s[strings.LastIndexByte(s, '/')+1:]
	if near := fault.Closest(city, cities); near != "" {
		return zones[slices.Index(cities, near)]
	}
	return ""
}

// country reads an ISO 3166 code whose public holidays are known.
var country = reading[string]{schema{"enum": calendar.Countries()}, func(d *decoder, n *node) (string, bool) {
	if n.shape == scalar && slices.Contains(calendar.Countries(), n.text) {
		return n.text, true
	}
	f := fault.Fault{File: d.file, Line: n.line, Column: n.column, Value: n.text,
		Expected: "expected a country whose holidays are known: " + strings.Join(calendar.Countries(), ", ") + "; leave it out and list holidays instead for others"}
	if up := strings.ToUpper(n.text); slices.Contains(calendar.Countries(), up) {
		f.Hint = up
	}
	d.faults.Add(f)
	return "", false
}}

// holidays reads corrections of the country's holidays: dates to names.
var holidays = reading[map[calendar.Date]string]{
	schema{"type": []string{"object", "null"}, "additionalProperties": schema{"type": []string{"string", "null"}}},
	func(d *decoder, n *node) (map[calendar.Date]string, bool) {
		if n.shape != mapping && n.shape != null {
			d.say(n, "expected a mapping from dates to names, such as 2026-12-07: Sant'Ambrogio")
			return nil, false
		}
		out, good := map[calendar.Date]string{}, true
		first := map[string]*node{}
		for _, p := range n.pairs {
			if d.repeated(first, p.key) {
				good = false
				continue
			}
			date, err := value.ParseDate(p.key.text)
			switch {
			case err != nil:
				d.wrong(p.key, err)
				good = false
			case p.value.shape == list || p.value.shape == mapping:
				d.say(p.value, "expected the holiday's name, or \"\" to take the holiday away")
				good = false
			default:
				out[date] = strings.TrimSpace(p.value.text)
			}
		}
		return out, good
	}}
