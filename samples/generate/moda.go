package main

import "turno/forecast/calendar"

// moda is an Italian fashion house that sells online and in shops: customers write before
// they buy, and again when the parcel is late.
func moda() world {
	return world{
		name: "moda", seed: 3, zone: "Europe/Rome", country: "IT",
		holidays: map[string]string{"2025-11-01": "Ognissanti", "2026-11-01": "Ognissanti", "2025-12-07": "Sant'Ambrogio", "2026-12-07": "Sant'Ambrogio", "2026-04-05": "", "2026-10-04": ""},
		start:    "2025-10-27", end: "2026-11-08", growth: 0.18,
		season: []knot{{"2025-10-01", 0.98}, {"2025-11-10", 1}, {"2025-12-10", 1.24}, {"2025-12-23", 1.12}, {"2026-01-02", 1.05}, {"2026-01-25", 1}, {"2026-02-20", 0.93},
			{"2026-03-20", 1.02}, {"2026-05-10", 1.05}, {"2026-06-20", 0.98}, {"2026-07-10", 1.04}, {"2026-08-01", 0.86}, {"2026-08-15", 0.66}, {"2026-08-28", 0.86}, {"2026-09-20", 1.02}, {"2026-11-08", 1}},
		rain:       rain{dry: 60, wet: 16},
		behaviours: modaPeople(),
		queues:     modaQueues(),
		triggers: []trigger{
			{name: "orders", weekly: 9000, follows: "evening", delay: 84, shape: 4, awake: "desk", sales: 1,
				brings: []contact{{"social-it", 0.018}, {"dm-it", 0.055}, {"chat-it", 0.034}}},
		},
		campaigns: modaCampaigns(),
		exam: exam{
			assessor: "Marta Riva", day: "2026-10-12", expires: "2027-06-01", newcomer: "2026-09-01", tongue: map[string]string{"it": "C2", "en": "C1", "fr": "B2", "es": "B2"},
			standard: map[string]float64{"social": 165, "messaging": 150, "chat": 540},
			special: map[string]person{
				// Six years of social each, and not the same people at all.
				"m.lovisolo":   {years: map[string]int{"social": 6, "chat": 4}, level: 0.82, strong: map[string]float64{"empathy": 0.9, "writing": 0.88}},
				"l.trevisol":   {years: map[string]int{"social": 6, "chat": 4}, level: 0.58, strong: map[string]float64{"empathy": 0.52, "writing": 0.5, "wit": 1}},
				"w.santoro":    {years: map[string]int{"chat": 5}, level: 0.78, strong: map[string]float64{"social_fluency": 0.8}, pace: map[string]float64{"social": 1.05}},
				"k.dellavalle": {unknown: true},
				// Twelve years on the telephone, never a written word to a customer: made for messaging.
				"c.bellandi": {name: "Carla Bellandi", years: map[string]int{"voice": 12}, level: 0.74, strong: map[string]float64{"empathy": 0.95, "writing": 0.9, "de_escalation": 1, "social_fluency": 0.4, "willing_to_change": 1},
					pace: map[string]float64{"messaging": 1.1}},
				"d.fontana": {name: "Dario Fontana", years: map[string]int{"social": 6}, level: 0.85, offensive: "insults in public"},
			},
			outside: []string{"c.bellandi", "d.fontana"},
		},
		incidents: incidents{perWeek: 0.25, hours: [2]float64{9, 20}, people: 90, spread: 0.5, delay: 1.5, lastStart: "2026-11-04",
			brings: []contact{{"social-it", 0.6}, {"dm-it", 0.25}, {"chat-it", 0.3}}, causes: []string{"checkout fails", "courier on strike", "vouchers not accepted"}},
		outages: []hole{
			{"2026-05-19 13:00", "2026-05-19 22:00", []string{"social-it", "dm-it"}, "the network's feed stopped"},
			{"2025-12-18 10:00", "2025-12-18 15:00", []string{"chat-it"}, "chat window missing after a release"},
		},
		gaps: []hole{
			{"2026-02-05 00:00", "2026-02-06 00:00", nil, "a day's export lost"},
			{"2026-06-30 18:00", "2026-07-01 09:00", []string{"dm-it"}, "export moved to another system"},
			{"2026-08-16 02:00", "2026-08-16 06:00", nil, "maintenance"},
		},
	}
}

func modaPeople() []behaviour {
	return []behaviour{
		{name: "commute", peaks: []peak{{8.1, 0.8, 1}, {18.3, 1, 0.9}}, saturday: 0.25, sunday: 0.15, holiday: 0.12},
		{name: "lunch", peaks: []peak{{13.3, 1.1, 1}}, saturday: 0.6, sunday: 0.45, holiday: 0.4},
		{name: "desk", peaks: []peak{{11, 1.6, 1}, {16, 1.8, 0.9}}, saturday: 0.5, sunday: 0.3, holiday: 0.25, friday: 0.93},
		{name: "evening", peaks: []peak{{21.4, 1.4, 1}}, saturday: 0.75, sunday: 0.95, holiday: 0.9, friday: 0.8, wet: 0.3},
		{name: "leisure", peaks: []peak{{11.5, 1.5, 0.7}, {17.2, 2.2, 1}}, saturday: 3, sunday: 2.4, holiday: 2.4, wet: 0.35},
		{name: "owls", peaks: []peak{{0.3, 1.6, 1}, {6.5, 1, 0.25}}, saturday: 1.3, sunday: 1.3, holiday: 1.2},
	}
}

func modaQueues() []queue {
	shop := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(21, 0)})
	shop.HasHoliday, shop.Holiday = true, []calendar.Span{{From: calendar.Clock(10, 0), To: calendar.Clock(18, 0)}}
	return []queue{
		{name: "social-it", weekly: 2150, topics: 0.45, branching: 0.24, kernel: 0.7, sparks: 0.22,
			share:    map[string]float64{"commute": 0.16, "lunch": 0.11, "desk": 0.3, "evening": 0.22, "leisure": 0.13, "owls": 0.08},
			kinds:    mix{{0.34, 0.24, 155}, {0.17, 0.1, 215}, {0.29, 0.85, 70}, {0.2, 0.97, 60}},
			campaign: mix{{0.42, 0.3, 145}, {0.09, 0.1, 210}, {0.35, 0.88, 70}, {0.14, 0.97, 60}},
			viral:    mix{{0.14, 0.4, 150}, {0.12, 0.2, 230}, {0.29, 0.93, 70}, {0.45, 0.985, 60}}},
		{name: "dm-it", weekly: 420, topics: 0.2, branching: 0.05, kernel: 1.5,
			share:    map[string]float64{"commute": 0.12, "lunch": 0.14, "desk": 0.38, "evening": 0.22, "leisure": 0.11, "owls": 0.03},
			shifts:   []shift{{"2026-05-11", 1.35, "the app got a button that opens a private message"}},
			kinds:    mix{{0.72, 0.06, 145}, {0.2, 0.02, 200}, {0.08, 0.5, 60}},
			campaign: mix{{0.85, 0.08, 125}, {0.1, 0.02, 200}, {0.05, 0.5, 60}},
			viral:    mix{{0.6, 0.1, 140}, {0.4, 0.02, 210}}},
		{name: "chat-it", live: true, hours: shop, weekly: 800, topics: 0.15, leave: 0.03,
			share:    map[string]float64{"commute": 0.08, "lunch": 0.16, "desk": 0.46, "evening": 0.16, "leisure": 0.14},
			kinds:    mix{{0.8, 0, 510}, {0.2, 0, 660}},
			campaign: mix{{0.92, 0, 450}, {0.08, 0, 640}},
			viral:    mix{{0.5, 0, 520}, {0.5, 0, 660}}},
	}
}

func modaCampaigns() []campaign {
	sale := func(name, start, end string, size, delay, sales float64) campaign {
		return campaign{name: name, start: start, end: end, hourly: 9 * size, delay: delay, sales: sales,
			pulses:   []pulse{{0.5, 55 * size}, {30, 25 * size}, {54, 25 * size}},
			response: []contact{{"social-it", 2.4}, {"dm-it", 0.75}, {"chat-it", 0.95}}}
	}
	post := func(name, start, end string, size float64) campaign {
		return campaign{name: name, start: start, end: end, delay: 5, sales: 0.15, hourly: 1.2 * size,
			pulses:   []pulse{{0, 40 * size}, {24, 15 * size}},
			response: []contact{{"social-it", 3.4}, {"dm-it", 0.35}}}
	}
	return []campaign{
		sale("Black Friday 2025", "2025-11-28 06:00", "2025-11-30 23:00", 1.35, 7, 2.2),
		post("Christmas gifts 2025", "2025-12-09 09:00", "2025-12-12 20:00", 1.2),
		sale("Winter sale", "2026-01-03 07:00", "2026-01-06 22:00", 0.8, 9, 1.2),
		post("Saint Valentine", "2026-02-10 10:00", "2026-02-13 20:00", 0.8),
		post("Fashion week February", "2026-02-24 09:00", "2026-03-02 20:00", 1),
		post("Spring collection", "2026-03-19 10:00", "2026-03-21 20:00", 1.1),
		sale("Mid-season sale", "2026-04-16 07:00", "2026-04-19 23:00", 0.6, 6, 0.9),
		post("Design week", "2026-04-20 09:00", "2026-04-26 20:00", 0.7),
		sale("Summer sale", "2026-07-04 07:00", "2026-07-07 22:00", 0.85, 9, 1.3),
		post("Back to school", "2026-09-03 09:00", "2026-09-06 20:00", 1.2),
		post("Fashion week September", "2026-09-22 09:00", "2026-09-28 20:00", 1),
		post("Autumn collection", "2026-10-15 10:00", "2026-10-17 20:00", 1.1),
	}
}
