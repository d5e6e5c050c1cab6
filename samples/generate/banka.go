package main

import "turno/forecast/calendar"

// banka is a bank in Moscow: no clock changes, ten days of New Year holidays, salaries
// twice a month, and an app that everybody notices when it fails.
func banka() world {
	return world{
		name: "banka", seed: 1, zone: "Europe/Moscow", country: "RU", semicolon: true,
		holidays: map[string]string{"2026-01-02": "Новогодние каникулы", "2026-01-05": "Новогодние каникулы", "2026-01-06": "Новогодние каникулы",
			"2026-01-08": "Новогодние каникулы", "2026-01-09": "Перенос выходного дня"},
		start: "2025-12-29", end: "2026-11-08", growth: 0.22,
		season: []knot{{"2025-12-01", 1.02}, {"2025-12-28", 1.12}, {"2026-01-02", 0.8}, {"2026-01-12", 0.97}, {"2026-02-15", 1.02}, {"2026-04-15", 1}, {"2026-05-05", 0.92},
			{"2026-05-15", 1}, {"2026-07-15", 0.9}, {"2026-08-20", 0.92}, {"2026-09-15", 1.03}, {"2026-11-08", 1}},
		rain:       rain{dry: 55, wet: 18},
		behaviours: bankaPeople(),
		queues:     bankaQueues(),
		triggers: []trigger{
			{name: "salaries", weekly: 5200, days: []int{5, 20}, delay: 5, shape: 2,
				brings: []contact{{"social-ru", 0.03}, {"chat-ru", 0.03}, {"voice-ru", 0.025}}},
			{name: "cards", weekly: 6000, follows: "evening", delay: 60, shape: 3, awake: "desk", sales: 0.6,
				brings: []contact{{"social-ru", 0.025}, {"chat-ru", 0.045}, {"voice-ru", 0.045}}},
		},
		campaigns: bankaCampaigns(),
		exam: exam{
			assessor: "Ольга Белова", day: "2026-10-19", expires: "2027-05-01", newcomer: "2026-09-01", tongue: map[string]string{"ru": "C2", "en": "B2"},
			standard: map[string]float64{"social": 175, "messaging": 150, "chat": 480, "voice": 245},
			early:    map[string]string{"e.rybakov": "2026-11-01"},
			special: map[string]person{
				"m.tikhonova": {years: map[string]int{"social": 6, "voice": 7}, level: 0.85, strong: map[string]float64{"empathy": 0.93, "writing": 0.9}},
				"s.baranov":   {years: map[string]int{"social": 6, "voice": 7}, level: 0.57, strong: map[string]float64{"empathy": 0.5, "writing": 0.5}},
				// Fifteen years on the telephone; writes better than most.
				"p.zaitsev": {years: map[string]int{"voice": 15}, level: 0.76, strong: map[string]float64{"empathy": 0.94, "writing": 0.9, "de_escalation": 1, "social_fluency": 0.4}, pace: map[string]float64{"messaging": 1.1}},
				"b.shubin":  {years: map[string]int{"chat": 3}, level: 0.8, pace: map[string]float64{"social": 1.05}},
				"f.klimova": {unknown: true},
			},
		},
		incidents: incidents{perWeek: 0.5, hours: [2]float64{8.5, 21}, people: 130, spread: 0.6, delay: 1.1, lastStart: "2026-11-04",
			brings: []contact{{"social-ru", 0.7}, {"chat-ru", 0.3}, {"voice-ru", 0.28}},
			causes: []string{"the app does not log in", "transfers are delayed", "cash machines are down"}},
		outages: []hole{
			{"2026-04-02 10:00", "2026-04-02 17:00", []string{"social-ru"}, "the network's feed stopped"},
			{"2026-08-12 08:00", "2026-08-12 12:00", []string{"chat-ru"}, "chat missing in the new app version"},
		},
		gaps: []hole{
			{"2026-03-17 00:00", "2026-03-18 00:00", []string{"voice-ru"}, "a day's export lost"},
			{"2026-07-05 01:00", "2026-07-05 06:00", nil, "maintenance"},
		},
	}
}

func bankaPeople() []behaviour {
	return []behaviour{
		{name: "commute", peaks: []peak{{8.6, 0.9, 1}, {19, 1.2, 0.9}}, saturday: 0.3, sunday: 0.2, holiday: 0.15},
		{name: "lunch", peaks: []peak{{13.2, 1.2, 1}}, saturday: 0.6, sunday: 0.5, holiday: 0.4},
		{name: "desk", peaks: []peak{{10.8, 1.5, 1}, {15.8, 1.9, 0.95}}, saturday: 0.5, sunday: 0.35, holiday: 0.3, friday: 1.04},
		{name: "evening", peaks: []peak{{21.2, 1.7, 1}}, saturday: 0.85, sunday: 0.95, holiday: 0.8, wet: 0.1},
		{name: "leisure", peaks: []peak{{12.5, 2, 0.9}, {17, 2.3, 1}}, saturday: 2.6, sunday: 2, holiday: 1.8},
		{name: "owls", peaks: []peak{{0.5, 1.7, 1}, {5.5, 1.2, 0.3}}, saturday: 1.3, sunday: 1.3, holiday: 1.5},
	}
}

func bankaQueues() []queue {
	open := calendar.Daily(calendar.Span{From: calendar.Clock(8, 0), To: calendar.Clock(22, 0)})
	return []queue{
		{name: "social-ru", weekly: 1250, topics: 0.4, branching: 0.2, kernel: 0.8, sparks: 0.14,
			share:    map[string]float64{"commute": 0.16, "lunch": 0.14, "desk": 0.32, "evening": 0.2, "leisure": 0.1, "owls": 0.08},
			kinds:    mix{{0.46, 0.25, 155}, {0.24, 0.1, 210}, {0.08, 0.85, 70}, {0.22, 0.97, 60}},
			campaign: mix{{0.6, 0.4, 140}, {0.08, 0.1, 205}, {0.12, 0.9, 70}, {0.2, 0.97, 60}},
			viral:    mix{{0.2, 0.4, 150}, {0.3, 0.3, 215}, {0.05, 0.95, 70}, {0.45, 0.985, 60}}},
		{name: "chat-ru", live: true, hours: open, weekly: 780, topics: 0.12, leave: 0.03,
			shifts:   []shift{{"2026-06-22", 1.3, "the chat button moved to the first screen of the app"}},
			share:    map[string]float64{"commute": 0.1, "lunch": 0.16, "desk": 0.44, "evening": 0.18, "leisure": 0.12},
			kinds:    mix{{0.78, 0, 450}, {0.22, 0, 600}},
			campaign: mix{{0.95, 0, 400}, {0.05, 0, 560}},
			viral:    mix{{0.4, 0, 420}, {0.6, 0, 560}}},
		{name: "voice-ru", live: true, hours: open, weekly: 1050, topics: 0.08, leave: 0.035,
			shifts:   []shift{{"2026-06-22", 0.88, "the chat button moved to the first screen of the app"}},
			share:    map[string]float64{"commute": 0.1, "lunch": 0.12, "desk": 0.58, "evening": 0.1, "leisure": 0.1},
			kinds:    mix{{0.8, 0, 225}, {0.2, 0, 330}},
			campaign: mix{{0.95, 0, 210}, {0.05, 0, 300}},
			viral:    mix{{0.3, 0, 220}, {0.7, 0, 340}}},
	}
}

func bankaCampaigns() []campaign {
	offer := func(name, start, end string, size float64) campaign {
		return campaign{name: name, start: start, end: end, delay: 9, hourly: 6 * size, sales: 0.8, pulses: []pulse{{2, 45 * size}, {50, 30 * size}},
			response: []contact{{"social-ru", 1}, {"chat-ru", 1.3}, {"voice-ru", 1.2}}}
	}
	return []campaign{
		offer("Winter deposit", "2026-02-09 09:00", "2026-02-13 22:00", 0.8),
		offer("Spring cashback", "2026-04-13 09:00", "2026-04-17 22:00", 0.7),
		offer("Summer deposit", "2026-06-01 09:00", "2026-06-05 22:00", 0.9),
		offer("Back to school card", "2026-08-24 09:00", "2026-08-28 22:00", 0.8),
		offer("Autumn cashback", "2026-10-12 09:00", "2026-10-16 22:00", 0.8),
	}
}
