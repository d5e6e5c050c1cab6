package main

import "turno/forecast/calendar"

// volo is an airline: round the clock, two handles, two languages. What wakes its night
// shift are late cancellations, when the last bank of flights does not leave.
func volo() world {
	return world{
		name: "volo", seed: 1, zone: "Europe/Rome", country: "IT", offsets: true, gz: true,
		holidays: map[string]string{"2025-11-01": "Ognissanti", "2026-06-29": "Santi Pietro e Paolo", "2026-04-05": ""},
		start:    "2025-10-13", end: "2026-09-13", growth: 0.12,
		season: []knot{{"2025-10-01", 1}, {"2025-11-10", 0.86}, {"2025-12-15", 1.02}, {"2025-12-22", 1.2}, {"2026-01-06", 1.1}, {"2026-01-20", 0.85}, {"2026-02-25", 0.86},
			{"2026-03-30", 1.02}, {"2026-04-07", 1.1}, {"2026-04-20", 0.98}, {"2026-06-10", 1.06}, {"2026-07-20", 1.26}, {"2026-08-16", 1.3}, {"2026-09-01", 1.08}, {"2026-09-14", 1}, {"2026-10-01", 0.99}},
		rain:       rain{dry: 50, wet: 14},
		behaviours: voloPeople(),
		queues:     voloQueues(),
		triggers: []trigger{
			{name: "flights", weekly: 2500, follows: "travel", delay: 3, shape: 2,
				season: []knot{{"2025-10-01", 1}, {"2025-10-26", 0.85}, {"2026-03-28", 0.9}, {"2026-03-30", 1.05}, {"2026-07-15", 1.15}, {"2026-09-13", 1}},
				brings: []contact{{"social-brand", 0.35}, {"social-care", 0.45}, {"voice-it", 0.3}, {"voice-en", 0.25}}},
		},
		campaigns: voloCampaigns(),
		exam: exam{
			assessor: "Paolo Neri", day: "2026-08-24", expires: "2027-03-01", newcomer: "2026-06-01", tongue: map[string]string{"it": "C1", "en": "C1"},
			standard: map[string]float64{"social": 185, "messaging": 150, "voice": 342},
			early:    map[string]string{"d.leonardi": "2026-09-17"},
			special: map[string]person{
				"s.tommasi":     {years: map[string]int{"social": 5, "voice": 8}, level: 0.84, strong: map[string]float64{"empathy": 0.92, "writing": 0.9}},
				"n.baldassarre": {years: map[string]int{"social": 5, "voice": 8}, level: 0.58, strong: map[string]float64{"empathy": 0.5, "writing": 0.52}},
				// Fourteen years on the telephone, tested in writing for the first time.
				"a.greco":       {years: map[string]int{"voice": 14}, level: 0.86, strong: map[string]float64{"empathy": 0.93, "writing": 0.9, "de_escalation": 1, "social_fluency": 0.4}, pace: map[string]float64{"messaging": 1.1, "social": 1}},
				"f.mastrangelo": {years: map[string]int{"voice": 9}, level: 0.62, strong: map[string]float64{"writing": 0.4}},
				"o.finocchiaro": {unknown: true},
				"m.oliva":       {years: map[string]int{"social": 7}, level: 0.86, pace: map[string]float64{"voice": 0.95}},
			},
		},
		incidents: incidents{perWeek: 1.7, hours: [2]float64{23.2, 27.2}, people: 85, spread: 0.7, delay: 1.3, lastStart: "2026-09-10",
			brings: []contact{{"social-brand", 0.3}, {"social-care", 0.55}, {"voice-it", 0.16}, {"voice-en", 0.13}},
			causes: []string{"last flight cancelled", "fog at the hub", "crew out of hours", "thunderstorm at the hub"}},
		outages: []hole{
			{"2026-04-28 09:00", "2026-04-28 17:00", []string{"social-brand", "social-care"}, "the network's feed stopped"},
			{"2026-01-22 03:00", "2026-01-22 08:00", []string{"voice-it", "voice-en"}, "telephone exchange failed"},
		},
		gaps: []hole{
			{"2025-12-03 00:00", "2025-12-04 12:00", []string{"voice-it", "voice-en"}, "telephone records lost"},
			{"2026-06-09 22:00", "2026-06-10 05:00", nil, "maintenance"},
		},
	}
}

func voloPeople() []behaviour {
	return []behaviour{
		{name: "travel", peaks: []peak{{6.8, 1.3, 0.8}, {12, 2.5, 0.6}, {18.2, 2.2, 1}}, saturday: 0.8, sunday: 0.95, holiday: 0.9, friday: 1.15},
		{name: "desk", peaks: []peak{{10.6, 1.6, 1}, {15.4, 1.9, 0.95}}, saturday: 0.45, sunday: 0.3, holiday: 0.3, friday: 0.95},
		{name: "evening", peaks: []peak{{20.8, 1.8, 1}}, saturday: 0.75, sunday: 1.05, holiday: 0.9, wet: 0.1},
		{name: "leisure", peaks: []peak{{11, 2, 0.8}, {16.5, 2.4, 1}}, saturday: 2.4, sunday: 2.2, holiday: 2.2},
		{name: "abroad", peaks: []peak{{16, 4.5, 1}, {2.5, 3, 0.45}}, saturday: 0.9, sunday: 0.85, holiday: 1},
		{name: "owls", peaks: []peak{{0.2, 1.8, 1}, {4.5, 1.5, 0.4}}, saturday: 1.2, sunday: 1.2, holiday: 1.1},
	}
}

func voloQueues() []queue {
	return []queue{
		{name: "social-brand", weekly: 3000, topics: 0.5, branching: 0.3, kernel: 0.8, sparks: 0.3,
			share:    map[string]float64{"travel": 0.16, "desk": 0.24, "evening": 0.24, "leisure": 0.14, "abroad": 0.14, "owls": 0.08},
			kinds:    mix{{0.14, 0.25, 130}, {0.08, 0.15, 195}, {0.4, 0.92, 55}, {0.38, 0.985, 55}},
			campaign: mix{{0.18, 0.4, 120}, {0.03, 0.2, 190}, {0.49, 0.95, 55}, {0.3, 0.985, 55}},
			viral:    mix{{0.06, 0.5, 130}, {0.08, 0.4, 205}, {0.36, 0.96, 55}, {0.5, 0.99, 55}}},
		{name: "social-care", weekly: 1250, topics: 0.3, branching: 0.12, kernel: 0.9, sparks: 0.08,
			shifts:   []shift{{"2026-03-16", 1.3, "boarding passes began to show the service handle"}},
			share:    map[string]float64{"travel": 0.3, "desk": 0.24, "evening": 0.18, "leisure": 0.1, "abroad": 0.12, "owls": 0.06},
			kinds:    mix{{0.55, 0.2, 165}, {0.27, 0.08, 225}, {0.1, 0.8, 60}, {0.08, 0.95, 60}},
			campaign: mix{{0.8, 0.3, 150}, {0.1, 0.1, 215}, {0.1, 0.8, 60}},
			viral:    mix{{0.35, 0.3, 160}, {0.4, 0.18, 230}, {0.05, 0.9, 60}, {0.2, 0.97, 60}}},
		{name: "voice-it", live: true, hours: always, weekly: 1650, topics: 0.08, leave: 0.03,
			share:    map[string]float64{"travel": 0.24, "desk": 0.44, "evening": 0.16, "leisure": 0.1, "abroad": 0.02, "owls": 0.04},
			kinds:    mix{{0.76, 0, 300}, {0.24, 0, 430}},
			campaign: mix{{0.95, 0, 280}, {0.05, 0, 400}},
			viral:    mix{{0.3, 0, 320}, {0.7, 0, 450}}},
		{name: "voice-en", live: true, hours: always, weekly: 1250, topics: 0.08, leave: 0.03,
			shifts:   []shift{{"2026-03-29", 1.18, "summer timetable opened three routes to the islands"}},
			share:    map[string]float64{"travel": 0.24, "desk": 0.3, "evening": 0.14, "leisure": 0.08, "abroad": 0.2, "owls": 0.04},
			kinds:    mix{{0.74, 0, 320}, {0.26, 0, 460}},
			campaign: mix{{0.95, 0, 300}, {0.05, 0, 420}},
			viral:    mix{{0.3, 0, 340}, {0.7, 0, 480}}},
	}
}

func voloCampaigns() []campaign {
	fares := func(name, start, end string, size float64) campaign {
		return campaign{name: name, start: start, end: end, delay: 8, hourly: 11 * size, pulses: []pulse{{0, 70 * size}, {48, 40 * size}},
			response: []contact{{"social-brand", 2.4}, {"social-care", 0.6}, {"voice-it", 0.75}, {"voice-en", 0.55}}}
	}
	video := func(name, start, end string, size float64) campaign {
		return campaign{name: name, start: start, end: end, delay: 5, pulses: []pulse{{0, 120 * size}, {26, 40 * size}},
			response: []contact{{"social-brand", 3.1}, {"social-care", 0.15}}}
	}
	return []campaign{
		fares("Black Friday fares", "2025-11-28 00:00", "2025-12-01 23:00", 1),
		video("Christmas film", "2025-12-11 18:00", "2025-12-12 22:00", 1),
		fares("January fares", "2026-01-13 08:00", "2026-01-18 23:00", 0.8),
		video("New uniforms", "2026-02-19 11:00", "2026-02-20 20:00", 1.2),
		fares("Summer timetable", "2026-03-10 08:00", "2026-03-13 23:00", 0.7),
		video("Islands film", "2026-05-14 18:00", "2026-05-15 22:00", 0.9),
		fares("Last seats", "2026-06-16 08:00", "2026-06-19 23:00", 0.6),
		fares("Autumn fares", "2026-09-01 08:00", "2026-09-03 23:00", 0.6),
	}
}

// always is the opening hours of what never closes.
var always = calendar.Always()
